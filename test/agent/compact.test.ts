import { expect, it } from 'vitest';
import { fitting } from '../../src/agent/compact';
import type { Message } from '../../src/agent/provider';

const round = (n: number): readonly Message[] => [
  {
    role: 'assistant',
    parts: [{ kind: 'toolCall', id: `call-${n}`, name: 'describe', input: {} }],
    verbatim: { provider: 'anthropic:opus', content: [] },
  },
  {
    role: 'user',
    parts: [{ kind: 'toolResult', id: `call-${n}`, text: `${n} ${'columns '.repeat(500)}`, outcome: 'ok' }],
  },
];
const question: Message = { role: 'user', parts: [{ kind: 'text', text: 'Is it well designed?' }] };
const messages = [question, ...[1, 2, 3, 4, 5].flatMap(round)];

it('messages that fit are sent as they are', () => {
  expect(fitting(messages, '', [], 100_000)).toBe(messages);
  expect(fitting(messages, '', [], undefined)).toBe(messages);
});

it('in the middle of a long answer the oldest results go, each call keeps its result, and the latest stay whole', () => {
  const sent = fitting(messages, '', [], 4000);
  const texts = sent.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'toolResult' ? [part.text] : [])));
  expect(texts.map((text) => text.slice(0, 10))).toEqual([
    '[Left out ',
    '[Left out ',
    '3 columns ',
    '4 columns ',
    '5 columns ',
  ]);
  expect(sent).toHaveLength(messages.length);
  expect(sent.every((message) => message.role === 'user' || message.verbatim === undefined)).toBe(true);
});
