/** The schema that a migration finds: built from the history, or from a schema as a whole where the history cannot be run. */
import { lineIndex, type Span } from '../model';
import type { Engine, EnginePort, SqlError } from './engine';
import { rejected } from './reject';
import type { RehearsalRequest } from './request';
import type { BaseEvidence, Standing } from './result';
import { listenToRewrites } from './rewrite-reasons';
import type { Step } from './statements';
import { roleIn, stubsFor } from './stubs';

/** A base that was built before: the database, and what there is to say of it. */
export interface BuiltBase {
  readonly dump: Uint8Array;
  readonly evidence: BaseEvidence;
  readonly extensions: readonly string[];
}

export interface OpenBase {
  readonly engine: Engine;
  readonly built: BuiltBase;
}

/** Statements whose failure leaves the schema as it is. */
const HARMLESS: ReadonlySet<string> = new Set([
  'changeData',
  'grant',
  'commentOn',
  'maintenance',
  'setParameter',
  'transactionControl',
  'lockTable',
  'call',
  'createRole',
  'createExtension',
]);

/** Builds the base in a fresh engine. */
export async function buildBase(request: RehearsalRequest, port: EnginePort): Promise<OpenBase> {
  const history = request.history.flatMap(({ up }) => [...up, RESET]);
  const counted = { kind: 'history', migrations: request.history.length } as const;
  if (!request.startsInTheMiddle || request.schemas.length === 0) {
    const built = await apply(request, port, history, request.schemas.length > 0 ? 'strictly' : 'leniently');
    if (built.kind === 'built') return finish(built, counted);
    const because = `the history cannot be run: ${built.because}`;
    return fromSchema(request, port, because);
  }
  return fromSchema(request, port, 'the first migrations of the history are gone');
}

async function fromSchema(request: RehearsalRequest, port: EnginePort, because: string): Promise<OpenBase> {
  const [schema] = request.schemas;
  const built = await apply(request, port, schema?.steps ?? [], 'leniently');
  if (built.kind === 'stopped') throw new Error('a lenient build does not stop');
  return finish(built, { kind: 'schema', from: schema?.from ?? 'nothing', because });
}

type Origin =
  | { readonly kind: 'history'; readonly migrations: number }
  | { readonly kind: 'schema'; readonly from: string; readonly because: string };

interface Built {
  readonly kind: 'built';
  readonly engine: Engine;
  readonly extensions: readonly string[];
  readonly statements: number;
  readonly stubbed: readonly Standing[];
  readonly leftOut: readonly Standing[];
}

async function finish(built: Built, origin: Origin): Promise<OpenBase> {
  const { engine, statements, stubbed, leftOut, extensions } = built;
  await listenToRewrites(engine);
  const evidence: BaseEvidence = { ...origin, statements, stubbed, leftOut };
  return { engine, built: { dump: await engine.dump(), evidence, extensions } };
}

const NOWHERE: Span = lineIndex('', '').span(0, 0);

/** Every migration runs in a session of its own. */
const RESET: Step = {
  span: NOWHERE,
  operations: [{ kind: 'setParameter', name: 'all', value: 'default', scope: 'session', span: NOWHERE }],
  sql: { kind: 'text', text: 'RESET ALL', written: 'by us' },
};

/** Extensions that the statements name and the engine has. */
function extensionsIn(steps: readonly Step[], port: EnginePort): readonly string[] {
  const named = steps.flatMap(({ operations }) =>
    operations.flatMap((operation) => (operation.kind === 'createExtension' ? [operation.extension.name] : [])),
  );
  return [...new Set(named)].filter((name) => port.extensions.has(name) && name !== 'plpgsql');
}

type Applied = Built | { readonly kind: 'stopped'; readonly because: string };

async function apply(
  request: RehearsalRequest,
  port: EnginePort,
  steps: readonly Step[],
  how: 'strictly' | 'leniently',
): Promise<Applied> {
  const later = [
    ...request.migration.up,
    ...(request.migration.down.kind === 'steps' ? request.migration.down.steps : []),
  ];
  const extensions = extensionsIn([...steps, ...later], port);
  const engine = await port.open({ extensions });
  const stubbed: Standing[] = [];
  const leftOut: Standing[] = [];
  for (const { sql, what, because } of stubsFor([...steps, ...later])) {
    const ran = await engine.run(sql);
    if (ran.kind === 'applied') stubbed.push({ what, because });
  }
  const texts = steps.flatMap((step): readonly { readonly step: Step; readonly text: string }[] => {
    const because = leftOutBecause(step, port) ?? rejected(step);
    if (step.sql.kind === 'text' && because === undefined) return [{ step, text: step.sql.text }];
    if (because !== undefined && because !== '') leftOut.push({ what: titleOf(step), because });
    return [];
  });
  for (let at = 0; at < texts.length; ) {
    const ran = await engine.runAll(texts.slice(at).map(({ text }) => text));
    at += ran.applied;
    const failed = texts[at];
    if (!ran.failure || !failed) break;
    const role = roleIn(ran.failure);
    if (role !== undefined && (await engine.run(`CREATE ROLE ${role}`)).kind === 'applied') {
      stubbed.push({ what: `role ${role}`, because: 'nothing in the history makes it' });
      continue;
    }
    const because = said(ran.failure);
    if (how === 'strictly' && !failed.step.operations.every(({ kind }) => HARMLESS.has(kind))) {
      engine.end();
      return { kind: 'stopped', because: `${titleOf(failed.step)} (${because})` };
    }
    leftOut.push({ what: titleOf(failed.step), because });
    at++;
  }
  return { kind: 'built', engine, extensions, statements: texts.length, stubbed, leftOut };
}

/** Empty when there is nothing to say of it. */
function leftOutBecause(step: Step, port: EnginePort): string | undefined {
  // Each statement of a base stands by itself: one long transaction is slower.
  if (step.operations.some(({ kind }) => kind === 'transactionControl')) return '';
  if (step.sql.kind === 'unknown') return step.sql.because;
  const missing = step.operations.flatMap((operation) =>
    operation.kind === 'createExtension' && !port.extensions.has(operation.extension.name)
      ? [operation.extension.name]
      : [],
  );
  return missing.length > 0 ? `the embedded engine has no extension ${missing.join(', ')}` : undefined;
}

export function said({ code, message, detail }: SqlError): string {
  return `${code} ${message}${detail === undefined ? '' : `: ${detail}`}`;
}

/** A statement's first words, and where it stands. */
export function titleOf({ sql, span, operations }: Step): string {
  const text =
    sql.kind === 'text' ? sql.text.replace(/\s+/g, ' ').slice(0, 80) : operations.map(({ kind }) => kind).join(', ');
  const file = span.uri.slice(span.uri.lastIndexOf('/') + 1);
  return `${text} (${file}:${span.start.line + 1})`;
}
