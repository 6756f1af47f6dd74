import type { WriteContext } from '../../format';
import { nextVersion, slug } from '../../next-version';
import { baseName, folderOf, joinPath } from '../../paths';

type Latest = WriteContext['latest'];

/** Digits that number a file or a change set, with what joins them: `003`, `20240101120000`, `1.2`. */
const NUMBER = /\d+(?:[._-]\d+)*/;

interface Numbered {
  readonly before: string;
  readonly number: string;
  readonly after: string;
}

/** A name parted at its number: the one that leads, else the first. */
function numbered(text: string): Numbered | undefined {
  const found = NUMBER.exec(text);
  if (!found) return undefined;
  const after = text.slice(found.index + found[0].length);
  return { before: text.slice(0, found.index), number: found[0], after };
}

/** What joins words: what does so already, else what parts them from the number. */
function jointOf(words: string, separator = ''): '_' | '-' {
  if (words.includes('-')) return '-';
  return `${words}${separator}`.includes('_') ? '_' : '-';
}

/** How the words of a name follow its number: `003-stock`, `003_stock`, `V3__stock`. */
function ending({ after }: Numbered, name: string): string {
  if (after === '') return '';
  const separator = /^[^\p{L}\p{N}]+/u.exec(after)?.[0] ?? '';
  return separator + slug(name, jointOf(after.slice(separator.length), separator));
}

/** Where a new changelog goes beside the latest, named in its manner. */
export function newPath(name: string, context: WriteContext, latest: Latest[number]): string {
  const folder = folderOf(latest.migration.path);
  const file = baseName(latest.migration.path);
  const extension = file.slice(file.lastIndexOf('.'));
  const stem = (path: string) => baseName(path).slice(0, -extension.length);
  const parts = numbered(stem(file));
  const beside = context.latest.map(({ migration }) => migration.path).filter((path) => folderOf(path) === folder);
  const numbers = beside.flatMap((path) => numbered(stem(path))?.number ?? []);
  const chosen = parts
    ? parts.before + nextVersion(numbers, context.now) + ending(parts, name)
    : slug(name, jointOf(stem(file)));
  return free(chosen, (one) => context.text?.(joinPath(folder, one + extension)) === undefined, folder, extension);
}

function free(chosen: string, isFree: (stem: string) => boolean, folder: string, extension: string): string {
  let stem = chosen;
  for (let number = 2; !isFree(stem); number++) stem = `${chosen}-${number}`;
  return joinPath(folder, stem + extension);
}

/** Milliseconds since 1970 and a count, as generate-changelog numbers its change sets. */
const GENERATED = /^\d{13}-\d+$/;

/** The next id in the manner of the latest: of the file's own number, a count, a date, or words. */
export function newId(name: string, context: WriteContext, latest: Latest[number], path: string): string {
  const last = latest.migration.version;
  const taken = new Set(
    context.latest.filter(({ migration }) => migration.path === path).map(({ migration }) => migration.version),
  );
  const chosen = idLike(last, name, context, latest, path);
  let id = chosen;
  for (let number = 2; taken.has(id); number++) id = `${chosen}-${number}`;
  return id;
}

function idLike(last: string, name: string, context: WriteContext, latest: Latest[number], path: string): string {
  if (GENERATED.test(last)) return `${context.now.getTime()}-1`;
  const stem = (of: string) => baseName(of).replace(/\.\w+$/, '');
  const [old, fresh] = [stem(latest.migration.path), stem(path)];
  const isNew = path !== latest.migration.path;
  if (isNew && last === old) return fresh;
  const number = numbered(old)?.number;
  const own = numbered(last);
  if (isNew && number !== undefined && last.startsWith(number)) {
    const rest = last.slice(number.length);
    if (/^\W\d+$/.test(rest)) return `${numbered(fresh)?.number ?? fresh}${rest.charAt(0)}1`;
    return `${numbered(fresh)?.number ?? fresh}${ending({ before: '', number, after: rest }, name)}`;
  }
  if (!own || own.before.length > 12) return slug(name, jointOf(last));
  if (isNew && own.before === '' && own.after === '' && countsAnew(context, latest)) return '1';
  const like = context.latest.flatMap(({ migration }) => {
    const one = numbered(migration.version);
    const isNear = !isNew || migration.path !== path;
    return one && isNear && one.before === own.before ? [one.number] : [];
  });
  return own.before + nextVersion(like, context.now) + ending(own, name);
}

/** Each file begins its count with 1 again. */
function countsAnew(context: WriteContext, latest: Latest[number]): boolean {
  const first = context.latest.find(({ migration }) => migration.path === latest.migration.path);
  return first?.migration.version === '1' && first !== context.latest[0];
}
