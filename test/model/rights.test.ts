import { describe, expect, it } from 'vitest';
import { foldAll } from '../../src/model';
import { readSql } from '../../src/sql';

function schemaOf(sql: string) {
  const { statements } = readSql('file:///a.sql', sql, 'postgresql');
  return foldAll(
    'postgresql',
    statements.flatMap(({ operations }) => operations),
  );
}

describe('whose rights hold', () => {
  it('a changed policy keeps what ALTER POLICY does not name', () => {
    const { tables } = schemaOf(
      'CREATE TABLE t (id int); CREATE POLICY p ON t FOR SELECT TO a USING (id > 0); ALTER POLICY p ON t TO b, c;',
    );
    const [policy] = tables.get('t')?.policies ?? [];
    expect(policy).toMatchObject({ name: 'p', command: 'select', roles: ['b', 'c'], using: { text: 'id > 0' } });
  });

  it('a view is read with the rights of whoever asks once that is set, and not once it is taken back', () => {
    const set = 'CREATE VIEW v AS SELECT 1 AS a; ALTER VIEW IF EXISTS "public"."v" SET (security_invoker);';
    expect(schemaOf(set).views.get('v')?.securityInvoker).toBe(true);
    expect(schemaOf(`${set} ALTER VIEW v RESET (security_invoker);`).views.get('v')?.securityInvoker).toBe(false);
    expect(schemaOf(`${set} ALTER VIEW v SET (security_invoker = off);`).views.get('v')?.securityInvoker).toBe(false);
  });
});
