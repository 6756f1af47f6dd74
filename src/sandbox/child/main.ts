/** The program of the disposable process: one engine, one database, one question at a time. Bundled as dist/engine/engine.js. */
import { parentPort } from 'node:worker_threads';
import type { Answer, Ask, Numbered, Progress } from '../protocol';
import type { Database } from './database';
import { openPostgres } from './postgres';
import { openSqlite } from './sqlite';

/** A report of progress at most so often, in milliseconds: the time of a statement is measured in seconds. */
const REPORT_EVERY = 100;

const say = (message: Numbered<Answer> | Progress): void => {
  if (parentPort) parentPort.postMessage(message);
  else process.send?.(message);
};

let database: Database | undefined;

function reporter(): (progress: number) => void {
  let last = performance.now();
  return (progress) => {
    const now = performance.now();
    if (now - last < REPORT_EVERY) return;
    last = now;
    say({ progress });
  };
}

async function answer(ask: Ask): Promise<Answer> {
  if (ask.kind === 'open') {
    database = await (ask.dialect === 'sqlite' ? openSqlite(__dirname) : openPostgres(__dirname, ask));
    return { kind: 'opened', title: database.title };
  }
  if (!database) throw new Error('no database is open');
  switch (ask.kind) {
    case 'query':
      return { kind: 'rows', rows: await database.query(ask.sql) };
    case 'run':
      return { kind: 'ran', ran: await database.run(ask.sql) };
    case 'runAll':
      return { kind: 'ranAll', ran: await database.runAll(ask.statements, reporter()) };
    case 'dump':
      return { kind: 'dumped', dump: await database.dump() };
  }
}

const broken = (thrown: unknown): Answer => ({
  kind: 'broken',
  message: thrown instanceof Error ? thrown.message : String(thrown),
});

const hear = ({ id, body }: Numbered<Ask>): void => {
  void answer(body)
    .catch(broken)
    .then((body) => say({ id, body }));
};

if (parentPort) parentPort.on('message', hear);
else {
  process.on('message', hear);
  // Whoever asked is gone.
  process.on('disconnect', () => process.exit());
}
