import { describe, expect, it } from 'vitest';
import type { Dialect, Expression } from '../../src/model';
import { parseExpression } from '../../src/sql';

const SPAN = { uri: 'file:///e.sql', start: { line: 0, column: 0, offset: 0 }, end: { line: 0, column: 1, offset: 1 } };

const CASES: readonly (readonly [Dialect, string, Partial<Expression>])[] = [
  ['postgresql', 'NULL::text', { kind: 'null' }],
  ['postgresql', "'a'::character varying(5)", { kind: 'literal', calls: [], columns: [] }],
  ['postgresql', '-1.5', { kind: 'literal' }],
  ['postgresql', "interval '1 day'", { kind: 'literal' }],
  ['postgresql', 'CURRENT_TIMESTAMP', { kind: 'call', calls: ['current_timestamp'] }],
  ['postgresql', "nextval('s'::regclass)", { kind: 'call', calls: ['nextval'] }],
  ['postgresql', 'pg_catalog.lower((email)::text)', { kind: 'call', calls: ['lower'], columns: ['email'] }],
  [
    'postgresql',
    'price > 0 AND (lower("Name") <> other OR flag IS NOT NULL)',
    { kind: 'other', calls: ['lower'], columns: ['price', 'Name', 'other', 'flag'] },
  ],
  ['postgresql', "status IN ('a', 'b')", { kind: 'other', calls: [], columns: ['status'] }],
  ['mysql', "_utf8mb4'x'", { kind: 'literal' }],
  ['mysql', '(uuid())', { kind: 'call', calls: ['uuid'] }],
  ['sqlite', "(datetime('now'))", { kind: 'call', calls: ['datetime'] }],
  ['sqlite', '', { kind: 'other', calls: [], columns: [] }],
];

describe('an expression', () => {
  for (const [dialect, text, expected] of CASES) {
    it(`${text || 'nothing'}: ${JSON.stringify(expected)}`, () => {
      expect(parseExpression(text, SPAN, dialect)).toMatchObject({ text, span: SPAN, ...expected });
    });
  }
});
