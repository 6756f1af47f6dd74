import { applyEdits, modify } from 'jsonc-parser';
import type { Operation } from '../../model';
import { printStatements } from '../../sql';
import type { WriteContext, WrittenFile } from '../format';
import { nextVersion, slug } from '../next-version';
import { baseName, folderOf, joinPath } from '../paths';
import { type Journal, journalPath, readJournal } from './journal';

const BREAKPOINT = '--> statement-breakpoint\n';

/** Statements as drizzle-kit writes them: every name in quotes, and between them the line at which the migrator parts them. */
function scriptOf(operations: readonly Operation[], context: WriteContext, breakpoints: boolean): string {
  const options = { indent: '\t', quote: 'always' } as const;
  const statements = operations.map((operation) => printStatements([operation], context.dialect, options));
  return statements.join(breakpoints ? BREAKPOINT : '');
}

/**
 * The SQL file and its entry in the journal, as `drizzle-kit generate --custom` makes them; no snapshot: the last one stays what
 * drizzle-kit compares the models with. Drizzle has no way down.
 */
export function write(
  name: string,
  up: readonly Operation[],
  _down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const latest = context.latest.at(-1)?.migration;
  if (latest && baseName(latest.path) === 'migration.sql')
    return [inFolder(name, up, folderOf(folderOf(latest.path)), context)];
  const root = latest ? folderOf(latest.path) : context.root;
  const path = journalPath(root);
  const text = context.text?.(path);
  const journal = text === undefined ? undefined : readJournal(text);
  const tag = `${nextOf(context)}_${slug(name, '_')}`;
  const breakpoints = journal?.entries.at(-1)?.breakpoints ?? true;
  const file = { path: joinPath(root, `${tag}.sql`), text: scriptOf(up, context, breakpoints) };
  if (text === undefined || !journal) return [file, newJournal(path, tag, context)];
  return [file, { path, text: withEntry(text, journal, tag, context.now), edited: true }];
}

function nextOf({ latest, now }: WriteContext): string {
  const versions = latest.map(({ migration }) => migration.version).filter((version) => version !== '');
  return versions.length === 0 ? '0000' : nextVersion(versions, now);
}

/** In SQLite statements too stand apart by breakpoints: `sqlite-proxy` and D1 take one at a time. */
function inFolder(name: string, up: readonly Operation[], root: string, context: WriteContext): WrittenFile {
  const folder = joinPath(root, `${nextOf(context)}_${slug(name, '_')}`);
  return { path: joinPath(folder, 'migration.sql'), text: scriptOf(up, context, true) };
}

/** The migrator skips what is not later than the last that ran. */
function withEntry(text: string, journal: Journal, tag: string, now: Date): string {
  const last = journal.entries.at(-1);
  const entry = {
    idx: Math.max(-1, ...journal.entries.map(({ idx }) => idx)) + 1,
    version: last?.version ?? '7',
    when: Math.max(now.getTime(), (last?.when ?? 0) + 1),
    tag,
    breakpoints: last?.breakpoints ?? true,
  };
  const formattingOptions = { insertSpaces: !/^\t/m.test(text), tabSize: /^ {4}"/m.test(text) ? 4 : 2 };
  return applyEdits(text, modify(text, ['entries', journal.entries.length], entry, { formattingOptions }));
}

function newJournal(path: string, tag: string, { dialect, now }: WriteContext): WrittenFile {
  const entry = { idx: 0, version: '7', when: now.getTime(), tag, breakpoints: true };
  const word = dialect === 'mariadb' ? 'mysql' : dialect;
  return { path, text: `${JSON.stringify({ version: '7', dialect: word, entries: [entry] }, undefined, 2)}\n` };
}
