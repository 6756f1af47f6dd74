import { describe, expect, it } from 'vitest';
import { foldAll, type IndexColumn, type Operation, type Span } from '../../src/model';
import { changeOfType, parseType } from '../../src/sql';

const nowhere: Span = {
  uri: 'file:///shop.ts',
  start: { line: 0, column: 0, offset: 0 },
  end: { line: 0, column: 0, offset: 0 },
};
const ident = (name: string) => ({ name, span: nowhere });
const part = (name: string, rest: Partial<IndexColumn> = {}): IndexColumn => ({
  column: ident(name),
  span: nowhere,
  ...rest,
});
const index = (...columns: readonly IndexColumn[]): Operation => ({
  kind: 'createIndex',
  table: ident('orders'),
  index: { columns, span: nowhere },
  span: nowhere,
});

const ORDERS: readonly Operation[] = [
  {
    kind: 'createTable',
    table: ident('orders'),
    tableKind: 'collection',
    columns: ['_id', 'Customer', 'customer', 'items', 'items.product'].map((name) => ({
      name: ident(name),
      constraints: [],
      span: nowhere,
    })),
    constraints: [
      { kind: 'primaryKey', columns: [part('_id')], span: nowhere },
      {
        kind: 'foreignKey',
        columns: [ident('items.product')],
        refTable: ident('products'),
        refColumns: [ident('_id')],
        notEnforced: true,
        span: nowhere,
      },
    ],
    indexes: [],
    options: [],
    span: nowhere,
  },
  index(part('customer'), part('placedAt', { order: 'desc' })),
  index(part('note', { operatorClass: 'text' })),
];

describe('a collection of documents', () => {
  const table = foldAll('mongodb', ORDERS).tables.get('orders');

  it('is a table of its own kind whose paths tell capitals from small letters', () => {
    expect(table?.kind).toBe('collection');
    expect(table?.columns.map(({ name }) => name)).toEqual(['_id', 'Customer', 'customer', 'items', 'items.product']);
  });

  it('has the names that MongoDB gives to indexes, and its references are not enforced', () => {
    expect(table?.primaryKey?.name).toBe('_id_');
    expect(table?.indexes.map(({ name }) => name)).toEqual(['customer_1_placedAt_-1', 'note_text']);
    expect(table?.foreignKeys.map(({ name, notEnforced }) => [name, notEnforced])).toEqual([['items.product', true]]);
  });
});

describe('types of documents', () => {
  const type = (text: string) => parseType(text, nowhere, 'mongodb');

  it('are BSON’s aliases, arrays of them, and words that stay as they are', () => {
    expect(type('objectId')).toMatchObject({ canonical: 'objectId', family: 'objectid' });
    expect(type('object[][]')).toMatchObject({ canonical: 'object[][]', family: 'object', dimensions: 2 });
    expect(type('mixed').family).toBe('none');
    expect(type('Money')).toMatchObject({ canonical: 'Money', family: 'unknown' });
  });

  it('change without touching what is stored', () => {
    expect(changeOfType(type('string'), type('string'), 'mongodb')).toBe('same');
    expect(changeOfType(type('string'), type('number'), 'mongodb')).toBe('narrowing');
  });
});
