import type { WriteContext } from '../format';
import { nextVersion, slug } from '../next-version';
import { ancestors, baseName, joinPath } from '../paths';
import { plainValue, settingsIn } from '../settings-file';

/** Twelve hexadecimal digits, as Alembic takes them of a UUID; of what is written, so that the same proposal has the same name. */
function hexId(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < text.length; at++) {
    a = Math.imul(a ^ text.charCodeAt(at), 0x01000193) >>> 0;
    b = Math.imul(b ^ (text.charCodeAt(at) + at), 0x85ebca6b) >>> 0;
  }
  return (a.toString(16).padStart(8, '0') + b.toString(16).padStart(8, '0')).slice(0, 12);
}

/** A revision id in the project's style: hexadecimal, or the next number where it counts. */
export function nextId(name: string, context: WriteContext): string {
  const versions = context.latest.map(({ migration }) => migration.version);
  const counts = versions.length > 0 && versions.every((version) => /^\d{1,6}$/.test(version));
  if (counts) return nextVersion(versions, context.now);
  const last = versions.at(-1);
  return hexId(`${name}\n${context.now.toISOString()}\n${last ?? ''}`);
}

/** `file_template` of alembic.ini where it lies on the way; else what the latest file's name shows. */
function templateOf(context: WriteContext): string | undefined {
  for (const folder of ancestors(context.root)) {
    const text = context.text?.(joinPath(folder, 'alembic.ini'));
    const found = text === undefined ? undefined : settingsIn(text).find(({ key }) => key.endsWith('.file_template'));
    if (found) return plainValue(found.value).replaceAll('%%', '%');
  }
  const latest = context.latest.at(-1)?.migration;
  const stem = latest && baseName(latest.path).replace(/\.py$/, '');
  if (!latest || stem === undefined || !stem.includes(latest.version)) return undefined;
  const before = stem.slice(0, stem.indexOf(latest.version));
  if (/^\d{4}_\d{2}_\d{2}_\d{4}-$/.test(before))
    return '%(year)d_%(month).2d_%(day).2d_%(hour).2d%(minute).2d-%(rev)s_%(slug)s';
  if (/^\d{8}_$/.test(before)) return '%(year)d%(month).2d%(day).2d_%(rev)s_%(slug)s';
  return /^\d{4}-\d{2}-\d{2}_$/.test(before) ? '%(year)d-%(month).2d-%(day).2d_%(rev)s_%(slug)s' : undefined;
}

/** The file's name as Alembic makes it of its template (ScriptDirectory, `_rev_path`). */
export function fileName(id: string, name: string, context: WriteContext): string {
  const { now } = context;
  const words: Readonly<Record<string, string>> = {
    rev: id,
    slug: slug(name, '_').slice(0, 40),
    epoch: String(Math.floor(now.getTime() / 1000)),
    year: String(now.getUTCFullYear()),
    month: String(now.getUTCMonth() + 1),
    day: String(now.getUTCDate()),
    hour: String(now.getUTCHours()),
    minute: String(now.getUTCMinutes()),
    second: String(now.getUTCSeconds()),
  };
  const template = templateOf(context) ?? '%(rev)s_%(slug)s';
  const made = template.replace(/%\((\w+)\)(?:\.(\d+))?[sd]/g, (_, word: string, digits: string | undefined) =>
    (words[word] ?? '').padStart(Number(digits ?? 0), '0'),
  );
  return `${made}.py`;
}
