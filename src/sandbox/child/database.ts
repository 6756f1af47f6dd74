import type { Ran, RanAll, Row } from '../../rehearse';

/** One database of one engine, as the process answers for it. */
export interface Database {
  readonly title: string;
  query(sql: string): Promise<readonly Row[]>;
  run(sql: string): Promise<Ran>;
  runAll(statements: readonly string[], progress: (done: number) => void): Promise<RanAll>;
  dump(): Promise<Uint8Array>;
}
