/** Why ALTER TABLE rewrites a table, as the engine itself says it to an event trigger. */
import type { Engine } from './engine';

/** Where the rehearsal keeps what it needs; the catalogue is compared without it. */
export const OWN_SCHEMA = 'database_architect_rehearsal';

const MARK = 'database_architect_rewrite';

/** Bits of `pg_event_trigger_table_rewrite_reason()` (commands/event_trigger.h, AT_REWRITE_…). */
export const REWRITE_REASONS: readonly (readonly [bit: number, because: string])[] = [
  [1, 'logged or unlogged changes'],
  [2, 'a new column’s value has to be computed for every row'],
  [4, 'the stored form of a type changes'],
  [8, 'the access method changes'],
];

/** Has every rewrite told as a notice. */
export async function listenToRewrites(engine: Engine): Promise<void> {
  for (const sql of [
    `CREATE SCHEMA ${OWN_SCHEMA}`,
    `CREATE FUNCTION ${OWN_SCHEMA}.rewrite() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
      RAISE NOTICE '${MARK} % %', pg_event_trigger_table_rewrite_oid()::int, pg_event_trigger_table_rewrite_reason();
    END $$`,
    `CREATE EVENT TRIGGER ${MARK} ON table_rewrite EXECUTE FUNCTION ${OWN_SCHEMA}.rewrite()`,
  ])
    await engine.run(sql);
}

/** The reasons by the table's oid. */
export function rewriteReasons(notices: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    notices.filter(isRewriteNotice).map((notice): [string, string] => {
      const [, oid = '', bits = '0'] = notice.split(' ');
      const said = REWRITE_REASONS.filter(([bit]) => (Number(bits) & bit) !== 0).map(([, because]) => because);
      return [oid, said.join(', ')];
    }),
  );
}

export function isRewriteNotice(notice: string): boolean {
  return notice.startsWith(`${MARK} `);
}
