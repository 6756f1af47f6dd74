/**
 * MigrationPilot's corpus of labelled PostgreSQL migrations (github.com/mickelsamuel/migrationpilot, bench/), reviewed by us and by
 * squawk (npm squawk-cli), scored by that corpus's own rules: a dangerous file counts when its first hazard is named, a safe one when
 * nothing but hygiene and advice is said of it. Takes the path of a checkout; nothing of it is kept. Run by hand:
 *
 *   npx tsx bench/migration-pilot.ts CHECKOUT
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { open } from '../src/cli/open';
import { parseVersion } from '../src/model';
import { reviewDataLayer } from '../src/review';

const SQUAWK = '2.66.0';

/** As the corpus's runner assumes where a file says nothing. */
const DEFAULT_VERSION = '17';

interface LabelledFile {
  readonly id: string;
  readonly verdict: 'dangerous' | 'safe' | 'context-dependent';
  readonly hazards: readonly string[];
  readonly version: string;
  /** Without its header, in a folder of its own. */
  readonly path: string;
}

type Classes = Readonly<Record<string, { readonly bucket: string; readonly hazards?: readonly string[] }>>;

/** Hazards that our rules name, in the corpus's words. A rule that is not here is a hazard of no name, which costs a safe file. */
const OURS: Classes = {
  ...named('non-concurrent-index', ['create-index-non-concurrent']),
  ...named('set-not-null-scan', ['set-not-null-scan']),
  ...named('check-constraint-scan', ['add-check-validating']),
  ...named('volatile-default-rewrite', ['add-column-default-rewrite', 'add-column-auto-increment']),
  ...named('stored-generated-rewrite', ['add-column-generated-stored']),
  ...named('column-type-rewrite', ['change-column-type', 'narrow-column-type']),
  ...named('fk-without-not-valid', ['add-foreign-key-validating']),
  ...named('unique-constraint-scan', ['add-unique-constraint-blocking', 'add-primary-key-blocking']),
  ...named('enum-add-value-in-transaction', ['enum-add-value-in-transaction']),
  ...named('concurrently-in-transaction', ['concurrently-in-transaction']),
  ...named('invalid-index-retry', ['concurrent-index-if-not-exists-invalid']),
  ...named('drop-column', ['drop-column']),
  ...named('drop-table-cascade', ['drop-table', 'drop-cascade']),
  ...named('truncate-cascade', ['truncate-cascade']),
  ...named('rename-column-breakage', ['rename-column']),
  ...named('rename-table-breakage', ['rename-table']),
  ...named('ddl-plus-backfill-same-txn', ['ddl-dml-mixed']),
  ...named('replication-identity-break', ['drop-primary-key']),
  ...named('disable-trigger-all', ['enable-disable-trigger-lock']),
  // An UPDATE of every row is one finding, whichever of its two dangers gives it its name: both messages say "in batches".
  ...named('unbatched-backfill', ['unbatched-backfill', 'update-without-where']),
  ...named('partition-detach', ['detach-partition-non-concurrent']),
  ...named('partition-attach', ['attach-partition-lock']),
  ...named('multi-table-ddl-transaction', ['multi-table-lock-window']),
  ...named('access-exclusive-maintenance', ['vacuum-full-cluster', 'explicit-lock-table']),
  'missing-lock-timeout': { bucket: 'hygiene', hazards: ['missing-lock-timeout'] },
  'foreign-key-without-index': { bucket: 'advisory' },
  'missing-primary-key': { bucket: 'advisory' },
  'redundant-index': { bucket: 'advisory' },
};

function named(hazard: string, rules: readonly string[]): Classes {
  return Object.fromEntries(rules.map((rule) => [rule, { bucket: 'hazard', hazards: [hazard] }]));
}

function labelled(file: string, scratch: string): LabelledFile {
  const text = readFileSync(file, 'utf8');
  const [, header = '', body = ''] = /^\/\* ---\n([\s\S]*?)\n--- \*\/\n?([\s\S]*)$/.exec(text) ?? [];
  const value = (key: string) => new RegExp(`^${key}:\\s*(.*)$`, 'm').exec(header)?.[1]?.trim();
  const folder = join(scratch, basename(file, '.sql'));
  mkdirSync(folder);
  const path = join(folder, basename(file));
  writeFileSync(path, body);
  const verdict = value('verdict');
  if (verdict !== 'dangerous' && verdict !== 'safe' && verdict !== 'context-dependent')
    throw new Error(`${file} has no verdict in its header`);
  return {
    id: value('id') ?? basename(file),
    verdict,
    hazards: (value('hazards') ?? '')
      .replace(/[[\]\s"']/g, '')
      .split(',')
      .filter(Boolean),
    version: value('pg_version')?.replace(/["']/g, '') ?? DEFAULT_VERSION,
    path,
  };
}

async function ourRules(file: LabelledFile): Promise<readonly string[]> {
  const result = await open({ path: file.path, dialect: 'postgresql', maxFileSizeMB: 1, verify: 'needed' });
  if (result.kind === 'unreadable') throw new Error(result.message);
  const { workspace } = result.opened;
  return workspace
    .dataLayers()
    .flatMap((layer) =>
      reviewDataLayer({ ...layer, version: parseVersion(file.version) }, { source: (uri) => workspace.textOf(uri) }),
    )
    .map(({ rule }) => rule);
}

function squawkRules(binary: string, file: LabelledFile): readonly string[] {
  const run = spawnSync(binary, ['--reporter', 'json', '--pg-version', `${file.version}.0`, file.path], {
    encoding: 'utf8',
  });
  return (JSON.parse(run.stdout) as readonly { readonly rule_name: string }[]).map((found) => found.rule_name);
}

interface Score {
  readonly missed: readonly string[];
  readonly alarms: readonly string[];
  /** Hazards named of those that the labels assert, the secondary ones too. */
  readonly named: number;
  readonly asserted: number;
}

function score(files: readonly LabelledFile[], said: ReadonlyMap<string, readonly string[]>, classes: Classes): Score {
  const of = (id: string) => (said.get(id) ?? []).map((rule) => ({ rule, ...(classes[rule] ?? { bucket: 'hazard' }) }));
  const hazardsOf = (id: string) => new Set(of(id).flatMap(({ hazards = [] }) => hazards));
  const dangerous = files.filter(({ verdict }) => verdict === 'dangerous');
  const missed = dangerous.filter(({ id, hazards }) => !hazardsOf(id).has(hazards[0] ?? '')).map(({ id }) => id);
  const alarms = files.flatMap(({ id, verdict }) => {
    const loud = verdict === 'safe' ? of(id).filter(({ bucket }) => bucket === 'hazard') : [];
    return loud.length > 0 ? [`${id} (${loud.map(({ rule }) => rule).join(', ')})`] : [];
  });
  const pairs = dangerous.flatMap(({ id, hazards }) => hazards.map((hazard) => hazardsOf(id).has(hazard)));
  return { missed, alarms, named: pairs.filter(Boolean).length, asserted: pairs.length };
}

function print(tool: string, files: readonly LabelledFile[], { missed, alarms, named: hit, asserted }: Score): void {
  const count = (verdict: LabelledFile['verdict']) => files.filter((file) => file.verdict === verdict).length;
  const dangerous = count('dangerous');
  console.log(
    `${tool}: ${dangerous - missed.length} of ${dangerous} hazards named (${hit} of ${asserted} with the secondary ones), ` +
      `${alarms.length} of ${count('safe')} safe files flagged`,
  );
  if (missed.length > 0) console.log(`  not named in: ${missed.join(', ')}`);
  if (alarms.length > 0) console.log(`  flagged: ${alarms.join('; ')}`);
}

async function main(): Promise<void> {
  const checkout = process.argv[2];
  if (!checkout) throw new Error('Give the path of a checkout of mickelsamuel/migrationpilot.');
  const corpus = join(checkout, 'bench', 'corpus');
  const scratch = mkdtempSync(join(tmpdir(), 'migration-pilot-'));
  try {
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.sql'))
      .sort()
      .map((path) => labelled(join(corpus, path), scratch));
    const ours = new Map<string, readonly string[]>();
    for (const file of files) ours.set(file.id, await ourRules(file));
    execFileSync('npm', ['install', '--silent', '--prefix', join(scratch, 'squawk'), `squawk-cli@${SQUAWK}`]);
    const binary = join(scratch, 'squawk', 'node_modules', '.bin', 'squawk');
    const theirs = new Map(files.map((file) => [file.id, squawkRules(binary, file)]));
    const map = JSON.parse(readFileSync(join(checkout, 'bench', 'rule-map.json'), 'utf8')) as {
      readonly tools: { readonly squawk: { readonly rules: Classes } };
    };
    print('ours', files, score(files, ours, OURS));
    print(`squawk ${SQUAWK}`, files, score(files, theirs, map.tools.squawk.rules));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

void main();
