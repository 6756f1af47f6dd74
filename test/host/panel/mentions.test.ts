import { expect, test } from 'vitest';
import { bestMatches, createMentions } from '../../../src/host/panel/mentions';
import type { ContextChip } from '../../../src/protocol';

const chip = (kind: ContextChip['kind'], label: string): ContextChip => ({
  id: `${kind}:${label}`,
  kind,
  label,
  detail: '',
});
const all = [
  chip('table', 'orders'),
  chip('table', 'order_items'),
  chip('table', 'reorders'),
  chip('column', 'orders.customer_id'),
  chip('column', 'customers.id'),
  chip('migration', 'V2__orders.sql'),
  chip('finding', 'drop-column'),
];
const labels = (text: string) => bestMatches(text, all).map(({ label }) => label);

test('what begins with the text stands before what has it within, the shorter first', () => {
  expect(labels('order')).toEqual(['orders', 'order_items', 'orders.customer_id', 'V2__orders.sql', 'reorders']);
});

test('the beginning of a word is found, and letters with others between', () => {
  expect(labels('cust')).toEqual(['customers.id', 'orders.customer_id']);
  expect(labels('drpcol')).toEqual(['drop-column']);
});

test('nothing typed yet offers tables, and what nothing has offers nothing', () => {
  expect(labels('')).toEqual(['orders', 'order_items', 'reorders']);
  expect(labels('zebra')).toEqual([]);
});

test('a search does not list the workspace at every key, and one that fails finds nothing', async () => {
  let asked = 0;
  const mentions = createMentions(
    async () => {
      asked++;
      if (asked > 1) throw new Error('the server is gone');
      return all;
    },
    () => asked * 20_000,
  );
  expect((await mentions.find('orders'))[0]).toBe(all[0]);
  expect(mentions.get('table:orders')).toBe(all[0]);
  expect(mentions.get('table:elsewhere')).toBeUndefined();
  expect(await mentions.find('orders')).toEqual([]);
});
