import { resolve, textValue } from '../../code';
import { entry } from '../code/compose';
import { exportedValue } from '../code/exported';
import { moduleOf, projectScope } from '../code/project-imports';
import { dialectWord } from '../dialect-words';
import type { DialectEvidence, FilePort } from '../format';
import { above } from '../manifests';
import { folderOf, resolvePath } from '../paths';

/** Where sequelize-cli looks for its configuration, and where projects put it. */
export const CONFIGS = [
  'config/config.json',
  'config/config.js',
  'config/config.ts',
  'config/database.js',
  'config/database.ts',
  'config/database.json',
  'server/config/database.json',
  'config.json',
  '.sequelizerc',
];

/** `.sequelizerc` says `config: path.resolve('db', 'config.js')`, and more of the kind. */
export function pathIn(file: { readonly path: string; readonly text: string }, option: string): string | undefined {
  const module = moduleOf({ uri: `${file.path}.js`, text: file.text });
  const value = exportedValue(module, projectScope(module, { dialect: 'postgresql' }), option);
  if (!value) return undefined;
  const { expr, scope } = resolve(value);
  const parts =
    expr.kind === 'call' ? expr.args.map((one) => textValue({ expr: one.value, scope })) : [textValue(value)];
  const known = parts.flatMap((part) => (part ? [part.text] : []));
  return known.length === 0 ? undefined : resolvePath(folderOf(file.path), known.join('/'));
}

/** `"dialect": "postgres"` of a configuration in the folder or above. */
export function configuredDialect(files: FilePort, root: string): DialectEvidence | undefined {
  const named = above(files, root, ['.sequelizerc']).flatMap((file) => {
    const path = pathIn(file, 'config');
    const text = path === undefined ? undefined : files.text(path);
    return path !== undefined && text !== undefined ? [{ path, text }] : [];
  });
  for (const { path, text } of [...named, ...above(files, root, CONFIGS)]) {
    const word = dialectIn(text);
    if (word) return { dialect: word.dialect, because: `dialect "${word.word}" in ${path}` };
  }
  return undefined;
}

/** The one dialect that a text speaks of. */
export function dialectIn(text: string) {
  const found = [...text.matchAll(/\bdialect['"]?\s*:\s*['"`](\w+)['"`]/g)].map(([, name = '']) => dialectWord(name));
  const names = new Set(found.map((word) => (word?.kind === 'supported' ? word.dialect : undefined)));
  const word = names.size === 1 ? found[0] : undefined;
  return word?.kind === 'supported' ? word : undefined;
}

/** `define` of a JSON configuration, where all its environments that have one say the same. */
export function defineIn(path: string, text: string) {
  const module = moduleOf({ uri: `${path}.js`, text: `module.exports = ${text}` });
  const scope = projectScope(module, { dialect: 'postgresql' });
  const whole = scope.value('default');
  if (whole?.expr.kind !== 'map') return undefined;
  const environments = [whole, ...whole.expr.entries.map(({ value }) => ({ expr: value, scope }))];
  const found = environments.flatMap((one) => entry(one, 'define') ?? []);
  const texts = new Set(found.map(({ expr }) => module.text.slice(expr.start, expr.end).replace(/\s+/g, '')));
  return texts.size === 1 ? found[0] : undefined;
}
