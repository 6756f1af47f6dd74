import { expect, test } from 'vitest';
import { takeBack } from '../../../src/host/panel/undo';

const uri = 'file:///shop/db/V3__orders.sql';
const before = 'create table a (id int);\ncreate table b (id int);\ncreate table c (id int);\n';
const after = 'create table a (id int);\ncreate table b (id bigint);\ncreate table c (id int);\n';

test('a file as it was accepted becomes what it was', () => {
  expect(takeBack({ uri, before, after }, after)).toEqual({
    kind: 'change',
    file: { uri, before: after, after: before },
  });
});

test('what was written elsewhere since stays', () => {
  const now = `-- a comment\n-- of two lines\n${after}create table d (id int);\n`;
  const taken = takeBack({ uri, before, after }, now);
  expect(taken).toEqual({
    kind: 'change',
    file: { uri, before: now, after: `-- a comment\n-- of two lines\n${before}create table d (id int);\n` },
  });
});

test('an edit of the same lines since is not thrown away: nothing is taken back, and it says why', () => {
  const now = after.replace('b (id bigint)', 'b (id bigint primary key)');
  expect(takeBack({ uri, before, after }, now)).toEqual({
    kind: 'impossible',
    because: 'has been changed since at the same lines',
  });
});

test('a new file goes, unless somebody wrote in it since', () => {
  expect(takeBack({ uri, before: undefined, after }, after)).toEqual({
    kind: 'change',
    file: { uri, before: after, after: undefined },
  });
  expect(takeBack({ uri, before: undefined, after }, `${after}-- mine`).kind).toBe('impossible');
  expect(takeBack({ uri, before: undefined, after }, undefined).kind).toBe('impossible');
});

test('a deleted file comes back, unless there is one again', () => {
  expect(takeBack({ uri, before, after: undefined }, undefined)).toEqual({
    kind: 'change',
    file: { uri, before: undefined, after: before },
  });
  expect(takeBack({ uri, before, after: undefined }, 'x').kind).toBe('impossible');
});
