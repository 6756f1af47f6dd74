import { type Bound, resolve, textValue } from '../../code';
import type { Dialect } from '../../model';
import { entry, textIn, textsOf } from '../code/compose';
import { exportedValue } from '../code/exported';
import { moduleOf, projectScope } from '../code/project-imports';
import { dialectWord } from '../dialect-words';
import type { ReadContext } from '../format';
import { ancestors, folderOf, joinPath } from '../paths';
import type { Casing } from './casing';

export const CONFIGS = [
  'drizzle.config.ts',
  'drizzle.config.js',
  'drizzle.config.mjs',
  'drizzle.config.cjs',
  'drizzle.config.mts',
];

/** What drizzle.config.ts says, as far as it can be told. */
export interface Config {
  readonly dialect?: Dialect;
  /** Paths and globs, from the configuration's folder. */
  readonly schema: readonly string[];
  readonly casing: Casing;
}

export function readConfig(file: { readonly uri: string; readonly text: string }): Config {
  const module = moduleOf(file);
  const scope = projectScope(module, { dialect: 'postgresql' });
  const exported = exportedValue(module, scope, 'default') ?? exportedValue(module, scope, 'module.exports');
  const options = exported && optionsOf(exported);
  const word = textIn(options, 'dialect') ?? textIn(options, 'driver');
  const known = word && dialectWord(ALIASES[word.text] ?? word.text);
  const casing = textIn(options, 'casing')?.text;
  return {
    schema: textsOf(entry(options, 'schema'))?.map(({ text }) => text) ?? [],
    casing: casing === 'snake_case' || casing === 'camelCase' ? casing : undefined,
    ...(known?.kind === 'supported' ? { dialect: known.dialect } : {}),
  };
}

const ALIASES: Readonly<Record<string, string>> = {
  turso: 'sqlite',
  'better-sqlite': 'sqlite',
  libsql: 'sqlite',
  d1: 'sqlite',
  'd1-http': 'sqlite',
  'durable-sqlite': 'sqlite',
  expo: 'sqlite',
  mysql2: 'mysql',
  singlestore: 'mysql',
};

/** `defineConfig({…})`, `{…} satisfies Config`, or the object itself. */
function optionsOf(bound: Bound): Bound | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'map') return { expr, scope };
  const [first] = expr.kind === 'call' ? expr.args : [];
  return first && textValue({ expr: first.value, scope }) === undefined
    ? optionsOf({ expr: first.value, scope })
    : undefined;
}

/** The configuration in the folder of a file, or the nearest above it. */
export function configBeside(path: string, context: ReadContext): Config | undefined {
  for (const folder of ancestors(folderOf(path)))
    for (const name of CONFIGS) {
      const at = joinPath(folder, name);
      const text = context.neighbour?.(at);
      if (text !== undefined) return readConfig({ uri: at, text });
    }
  return undefined;
}
