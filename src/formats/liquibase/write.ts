import { DIALECT_NAMES, foldAll, type Operation } from '../../model';
import { printScript } from '../../sql';
import type { WriteContext, WrittenFile } from '../format';
import { needsNoTransaction } from '../transaction';
import { type Changelog, parseChangelog } from './changelog';
import { read } from './read';
import { newId, newPath } from './writing/manner';
import { appended, headed, includeOf, tabOf, withInclude } from './writing/place';
import { jsonText, type NewChangeSet, sqlText, xmlText, yamlText } from './writing/print';
import { type Attributes, type Change, changeOf } from './writing/words';

/** What does not count: places, and where a constraint is written. */
const PLACES: ReadonlySet<string> = new Set(['span', 'at', 'nullableSpan', 'defaultSpan', 'inline']);

/** Types by what the catalogue calls them, words in lower case, no places: what must be the same for two operations to mean the same. */
function meaning(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (PLACES.has(key)) return undefined;
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    const entries = Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1));
    const sorted: Record<string, unknown> = Object.fromEntries(entries);
    if ('canonical' in sorted) return { ...sorted, text: undefined };
    const isWord = sorted.kind === 'literal' && typeof sorted.text === 'string' && !sorted.text.includes("'");
    return isWord ? { ...sorted, text: String(sorted.text).toLowerCase() } : sorted;
  });
}

/** What Liquibase does on reading changes, forth and back. */
function done(set: NewChangeSet, context: WriteContext) {
  const text = `<databaseChangeLog>${xmlText(set, '').join('\n')}</databaseChangeLog>`;
  const { up, down } = read({ uri: 'proposal:changelog.xml', text }, readContext(context));
  const operations = (statements: typeof up.statements) => statements.flatMap((one) => one.operations);
  return { up: operations(up.statements), down: down && operations(down.statements) };
}

const readContext = ({ dialect, version }: WriteContext) => ({ dialect, ...(version ? { version } : {}) });

const ALONE = { id: '1', author: 'a', outside: 'inside' } as const;

/** A table's keys may stand behind a column or below: what the table is counts. */
function isSame(made: readonly Operation[], operation: Operation, { dialect }: WriteContext): boolean {
  if (meaning(made) === meaning([operation])) return true;

  if (operation.kind !== 'createTable' || made.some(({ kind }) => kind !== 'createTable')) return false;
  const tables = (some: readonly Operation[]) => meaning([...foldAll(dialect, some).tables.values()]);
  return tables(made) === tables([operation]);
}

interface Steps {
  readonly changes: readonly Change[];
  readonly notWritten: readonly string[];
}

/** Liquibase's own changes where they mean exactly the step, else its SQL. */
function stepsOf(operations: readonly Operation[], context: WriteContext, words: 'own words' | 'sql'): Steps {
  const steps = operations.map((operation): Steps => {
    const own = words === 'own words' ? changeOf(operation, readContext(context)) : undefined;
    if (own && isSame(done({ ...ALONE, changes: [own] }, context).up, operation, context))
      return { changes: [own], notWritten: [] };
    const { statements, unsupported } = printScript([operation], context.dialect);
    const isLoop = operation.kind === 'changeData' && operation.isBatched;
    const isWhole = operation.kind === 'createRoutine' || operation.kind === 'createTrigger' || isLoop;
    const attributes: Attributes = isWhole ? { splitStatements: false } : {};
    return {
      changes: statements.map((text) => ({ name: 'sql', attributes, text })),
      notWritten: unsupported.map(({ because }) => `Not written for ${DIALECT_NAMES[context.dialect]}: ${because}.`),
    };
  });
  return {
    changes: steps.flatMap(({ changes }) => changes),
    notWritten: steps.flatMap(({ notWritten }) => notWritten),
  };
}

function linesOf(path: string, set: NewChangeSet, changelog: Changelog): readonly string[] {
  if (/\.sql$/i.test(path)) return sqlText(set);
  if (/\.ya?ml$/i.test(path)) return yamlText(set);
  return /\.json$/i.test(path) ? jsonText(set, tabOf(changelog)) : xmlText(set, tabOf(changelog));
}

/** A change set with these steps; its rollback is left out where Liquibase finds the same way by itself. */
function changeSetOf(
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
  named: { readonly id: string; readonly author: string; readonly words: 'own words' | 'sql' },
): NewChangeSet {
  const { id, author, words } = named;
  const [forth, back] = [stepsOf(up, context, words), stepsOf(down, context, words)];
  const outside = needsNoTransaction([...up, ...down], context.dialect) ? 'outside' : 'inside';
  const notWritten = [...forth.notWritten, ...back.notWritten];
  const set: NewChangeSet = {
    id,
    author,
    outside,
    ...(notWritten.length > 0 ? { comment: notWritten.join(' ') } : {}),
    changes: forth.changes,
  };
  const alone = words === 'sql' ? undefined : done(set, context).down;
  const isFound = alone !== undefined && meaning(alone) === meaning(down);
  const isNone = down.length === 0 && context.undo !== 'nothing';
  return isNone || isFound ? set : { ...set, rollback: back.changes };
}

/** A changelog with this many change sets is one that grows. */
const MANY = 10;

/**
 * A new change set: in a changelog of its own beside the latest, which the changelog that names the latest one then names too
 * (`includeAll` finds it by itself); at the end of the latest where the project has one changelog, or one that grows.
 */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const latest = context.latest.findLast(({ migration }) => !migration.repeatable) ?? context.latest.at(-1);
  if (!latest) return [];
  const { path, includedBy } = latest.migration;
  const changelog = parseChangelog(path, latest.text);
  const isOne = context.latest.every(({ migration }) => migration.path === path);
  const master = includedBy === undefined ? undefined : context.text?.(includedBy);
  const grows = changelog.changeSets.length > MANY || (isOne && master === undefined);
  const target = grows ? path : newPath(name, context, latest);
  const id = newId(name, context, latest, target);
  const words = /\.sql$/i.test(path) ? 'sql' : 'own words';
  const set = changeSetOf(up, down, context, { id, author: latest.migration.name, words });
  const lines = linesOf(target, set, changelog);
  if (grows) return [{ path, text: appended(path, changelog, lines), edited: true }];
  const file: WrittenFile = { path: target, text: headed(target, changelog, lines) };
  if (includedBy === undefined || master === undefined) return [file];
  const include = includeOf(includedBy, master, path);
  if (!include) return [file];
  return [file, { path: includedBy, text: withInclude(includedBy, master, include, target), edited: true }];
}
