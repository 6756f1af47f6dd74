import { DIALECT_NAMES, type Operation } from '../../model';
import { printScript } from '../../sql';
import type { ReadContext, WriteContext } from '../format';
import { nextVersion, slug } from '../next-version';
import { baseName, folderOf, joinPath } from '../paths';
import { needsNoTransaction } from '../transaction';
import { type ScriptStyle, styleOf } from './script-style';

/** What a new script says in each direction, SQL statement by statement, and whether it must leave its tool's transaction. */
export interface ScriptSteps {
  readonly up: readonly string[];
  readonly down: readonly string[];
  readonly outside: 'outside' | 'inside';
}

/** The lines of a body: each statement as the tool's own call, a comment for what has no words in the dialect. */
export function stepsToWrite(
  up: readonly Operation[],
  down: readonly Operation[],
  context: ReadContext,
  call: (sql: string) => string,
): ScriptSteps {
  const lines = (operations: readonly Operation[]): readonly string[] => {
    const { statements, unsupported } = printScript(operations, context.dialect);
    return [
      ...statements.map(call),
      ...unsupported.map(({ because }) => `// Not written for ${DIALECT_NAMES[context.dialect]}: ${because}.`),
    ];
  };
  const outside = needsNoTransaction([...up, ...down], context.dialect) ? 'outside' : 'inside';
  return { up: lines(up), down: lines(down), outside };
}

/** Where a new script goes, and how it is written: as the latest. */
export function nextScript(
  name: string,
  context: WriteContext,
  joint?: '_' | '-',
): { readonly folder: string; readonly path: string; readonly version: string; readonly style: ScriptStyle } {
  const latest = context.latest.at(-1);
  const style = styleOf(latest && { path: latest.migration.path, text: latest.text });
  const folder = latest ? folderOf(latest.migration.path) : context.root;
  const version = nextVersion(
    context.latest.map(({ migration }) => migration.version).filter((one) => /^\d/.test(one)),
    context.now,
  );
  const stem = latest ? baseName(latest.migration.path).slice(latest.migration.version.length) : '_';
  const separator = /^[-_.]/.test(stem) ? stem.charAt(0) : '_';
  const inside = joint ?? (/^[-_.][a-z0-9]*-/i.test(stem) ? '-' : '_');
  return {
    folder,
    path: joinPath(folder, `${version}${separator}${slug(name, inside)}.${style.ending}`),
    version,
    style,
  };
}
