import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type FilePort, type Format, formats, type Located } from '../../src/formats';

/** Files of a project, as a format sees them. */
export function portOf(files: Readonly<Record<string, string>>): FilePort & { readonly notes: string[] } {
  const notes: string[] = [];
  return {
    paths: Object.keys(files).sort(),
    has: (path) => Object.hasOwn(files, path),
    text: (path) => files[path],
    mentions: (path, words) => words.some((word) => files[path]?.includes(word)),
    uri: (path) => `file:///project/${path}`,
    note: (path, message) => notes.push(`${path}: ${message}`),
    notes,
  };
}

export function formatOf(id: string): Format {
  const found = formats.find((format) => format.id === id);
  if (!found) throw new Error(`there is no format ${id}`);
  return found;
}

/** What a format finds: each history or schema as `root [dialect]: version name, …`. */
export function found(
  id: string,
  paths: readonly string[],
  texts: Readonly<Record<string, string>> = {},
): readonly string[] {
  const files = { ...Object.fromEntries(paths.map((path) => [path, ''])), ...texts };
  return formatOf(id).locate(portOf(files)).map(shown);
}

function shown(located: Located): string {
  const dialect = located.dialect ? ` [${located.dialect.dialect}]` : '';
  if (located.kind !== 'migrations') return `${located.root}${dialect}: ${located.paths.join(', ')}`;
  const steps = located.migrations.map(({ version, name, downPath, repeatable, baseline }) =>
    [
      version,
      name,
      downPath === undefined ? '' : '(down)',
      repeatable ? '(repeatable)' : '',
      baseline ? '(baseline)' : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
  return `${located.root}${dialect}: ${steps.join(', ')}`;
}

/** The files of a format's `example/` folder. */
export function exampleOf(id: string): Readonly<Record<string, string>> {
  const folder = resolve(__dirname, '../../src/formats', id, 'example');
  const files: Record<string, string> = {};
  const walk = (at: string) => {
    for (const name of readdirSync(at)) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) walk(path);
      else files[relative(folder, path).replaceAll('\\', '/')] = readFileSync(path, 'utf8');
    }
  };
  walk(folder);
  return files;
}
