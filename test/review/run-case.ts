import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DataLayer, Finding, Migration, Schema, Script } from '../../src/model';
import { createFold, parseVersion } from '../../src/model';
import type { BadCase, Cases, GoodCase, Rule } from '../../src/review';
import { reviewDataLayer } from '../../src/review';
import { readSql } from '../../src/sql';
import { differencesOf } from '../../src/workspace';

/** A text with «…» round what findings underline, and what it says without them. */
export interface Marked {
  readonly text: string;
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

export function unmark(marked: string): Marked {
  const marks: { start: number; end: number }[] = [];
  let text = '';
  for (const part of marked.split(/([«»])/)) {
    if (part === '«') marks.push({ start: text.length, end: text.length });
    else if (part === '»') {
      const last = marks.at(-1);
      if (last) last.end = text.length;
    } else text += part;
  }
  return { text, marks };
}

export type AnyCase = GoodCase | BadCase;

/** Today, for suppressions with a date. */
export const TODAY = '2026-11-22';

function migrationOf(example: AnyCase, id: string, script: Script): Migration {
  const tool = example.tool ?? 'sql-files';
  const transaction = {
    mode: example.transaction ?? ('statement' as const),
    because: 'the case says so',
    ...(example.except ? { except: example.except } : {}),
  };
  const down =
    example.purpose === 'down' && id === '2'
      ? { kind: 'script' as const, uri: script.uri, script }
      : { kind: 'none' as const };
  const up = down.kind === 'script' ? { uri: 'file:///2.up.sql', statements: [], comments: [], problems: [] } : script;
  const named = (id === '1' ? example.named?.before : example.named?.own) ?? { version: id };
  return { id, tool, ...named, name: `case ${id}`, uri: up.uri, up, down, transaction };
}

function schemaOf(example: AnyCase, dialect: DataLayer['dialect'], scripts: readonly Script[]): Schema {
  const fold = createFold(dialect, example.version === undefined ? undefined : parseVersion(example.version));
  for (const script of scripts) {
    for (const statement of script.statements) for (const operation of statement.operations) fold.apply(operation);
    fold.endSession();
  }
  return fold.snapshot();
}

function migrationsOf(example: AnyCase, before: Script, script: Script): readonly Migration[] {
  const [first, own] = [migrationOf(example, '1', before), migrationOf(example, '2', script)];
  return example.inserted ? [own, first] : [first, own];
}

const NOTHING_COUNTED = { statements: 0, understood: 0, notUnderstood: [], verified: 0, disputed: [] };

/** Reads a case as the data layer that it describes, with `sql` in the place of the case's own. */
export function layerOf(
  rule: Rule,
  example: AnyCase,
  sql: string,
): { readonly layer: DataLayer; readonly script: Script } {
  const dialect = example.dialect ?? rule.dialects[0] ?? 'postgresql';
  const before = readSql('file:///1.sql', example.before ?? '', dialect);
  const script = readSql('file:///2.sql', sql, dialect);
  const declared = example.purpose === 'dump' || example.purpose === 'models' ? example.purpose : undefined;
  const schema = schemaOf(example, dialect, [before, script]);
  const version = example.version === undefined ? undefined : parseVersion(example.version);
  const history = example.history === undefined ? undefined : readSql('file:///0.sql', example.history, dialect);
  const declaration = declared && {
    tool: declared === 'models' ? 'prisma' : 'sql-dump',
    kind: declared,
    scripts: [before, script],
    schema,
  };
  const layer: DataLayer = {
    id: 'case',
    name: 'case',
    root: 'file:///',
    dialect,
    ...(version ? { version } : {}),
    dialectBecause: 'the case says so',
    migrations: history ? [migrationOf(example, '0', history)] : declared ? [] : migrationsOf(example, before, script),
    models: declaration && declared === 'models' ? [declaration] : [],
    dumps: declaration && declared === 'dump' ? [declaration] : [],
    schema: history ? schemaOf(example, dialect, [history]) : schema,
    problems: [],
    sizes: new Map(Object.entries(example.sizes ?? {})),
    coverage: NOTHING_COUNTED,
  };
  return { layer, script };
}

/** What we say of a case's own text (not of the text before it), by one rule or by all that are recommended. */
export function findingsOf(
  rule: Rule,
  example: AnyCase,
  sql: string,
  by: 'this rule' | 'recommended',
): readonly Finding[] {
  const { layer } = layerOf(rule, example, sql);
  const texts = new Map([
    ['file:///1.sql', example.before ?? ''],
    ['file:///2.sql', sql],
  ]);
  const findings = reviewDataLayer(layer, {
    source: (uri) => texts.get(uri),
    differences: differencesOf(layer),
    today: TODAY,
    ...(example.inserted ? { added: new Set(['file:///2.sql']), releasedThrough: '1' } : {}),
    ...(example.edited ? { edited: new Set(['file:///2.sql']) } : {}),
    settings: by === 'recommended' ? {} : { severities: { [rule.id]: rule.severity } },
  });
  return findings.filter(
    (finding) => finding.span.uri === 'file:///2.sql' && (by === 'recommended' || finding.rule === rule.id),
  );
}

/** Every rule with its cases, by its file. */
export async function loadedRules(): Promise<readonly { readonly rule: Rule; readonly cases: Cases }[]> {
  const folder = join(__dirname, '../../src/review/rules');
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.gen.ts'));
  return await Promise.all(
    names.map(async (name) => (await import(join(folder, name))) as { readonly rule: Rule; readonly cases: Cases }),
  );
}
