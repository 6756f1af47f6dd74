/**
 * Review of 1,000 migration files in one process, beside squawk (npm squawk-cli) on the same files. Makes the files
 * itself; installs squawk into a temporary folder. Run by hand, bundled as the product is (tsx keeps function names at
 * run time, which doubles the figures):
 *
 *   npx esbuild bench/review-speed.ts --bundle --platform=node '--external:libpg-query' '--external:node-sql-parser*' \
 *     --outfile=/tmp/review-speed.cjs && node /tmp/review-speed.cjs [files]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataLayer, emptySchema, type Migration } from '../src/model';
import { reviewDataLayer } from '../src/review';
import { readSql } from '../src/sql';

const SQUAWK = '2.66.0';
const RUNS = 9;

/** Twelve shapes of migrations, as projects write them: a new table, then changes of tables that earlier files made. */
function migrationText(n: number): string {
  const [own, old] = [`t${n}`, `t${Math.max(0, n - (n % 12))}`];
  const shapes = [
    `CREATE TABLE ${own} (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  name text NOT NULL,\n  owner_id bigint,\n  total numeric(10, 2),\n  created_at timestamptz NOT NULL DEFAULT now()\n);\nCREATE INDEX ${own}_owner ON ${own} (owner_id);`,
    `ALTER TABLE ${old} ADD COLUMN c${n} text;\nCREATE INDEX ${old}_c${n} ON ${old} (c${n});`,
    `ALTER TABLE ${old} ADD CONSTRAINT fk${n} FOREIGN KEY (owner_id) REFERENCES t0 (id);`,
    `CREATE INDEX CONCURRENTLY ${old}_i${n} ON ${old} (name, created_at DESC);`,
    `ALTER TABLE ${old} ADD COLUMN d${n} int NOT NULL DEFAULT 0;\nUPDATE ${old} SET d${n} = id % 7;`,
    `ALTER TABLE ${old} ALTER COLUMN name TYPE varchar(200);`,
    `ALTER TABLE ${old} ADD CONSTRAINT ck${n} CHECK (total >= 0) NOT VALID;\nALTER TABLE ${old} VALIDATE CONSTRAINT ck${n};`,
    `INSERT INTO ${old} (name, total) VALUES ('a', 1), ('b', 2), ('c', 3);`,
    `ALTER TABLE ${old} ALTER COLUMN owner_id SET NOT NULL;`,
    `CREATE OR REPLACE FUNCTION f${n}() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  NEW.name := lower(NEW.name);\n  RETURN NEW;\nEND\n$$;`,
    `COMMENT ON COLUMN ${old}.name IS 'what people call it';\nALTER TABLE ${old} RENAME COLUMN total TO total_${n};\nALTER TABLE ${old} RENAME COLUMN total_${n} TO total;`,
    `CREATE VIEW v${n} AS SELECT id, name FROM ${old} WHERE total > 10;\nDROP INDEX IF EXISTS ${old}_gone;`,
  ];
  return `-- migration ${n}\n${shapes[n % shapes.length] ?? ''}\n`;
}

function writeFiles(folder: string, count: number): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: count }, (_, n) => {
    const path = join(folder, `${String(n + 1).padStart(5, '0')}_change.sql`);
    writeFileSync(path, migrationText(n));
    return path;
  });
}

interface Ours {
  readonly reading: number;
  readonly parsing: number;
  readonly reviewing: number;
  readonly statements: number;
  readonly findings: number;
}

function runOurs(paths: readonly string[]): Ours {
  const start = performance.now();
  const texts = paths.map((path) => readFileSync(path, 'utf8'));
  const read = performance.now();
  const migrations = paths.map((path, index): Migration => {
    const up = readSql(`file://${path}`, texts[index] ?? '', 'postgresql');
    return {
      id: path,
      tool: 'sql-files',
      version: String(index),
      name: 'change',
      uri: up.uri,
      up,
      down: { kind: 'none' },
      transaction: { mode: 'statement', because: 'the benchmark' },
    };
  });
  const parsed = performance.now();
  const byUri = new Map(paths.map((path, index) => [`file://${path}`, texts[index] ?? '']));
  const findings = reviewDataLayer(layerOf(migrations), { source: (uri) => byUri.get(uri) });
  const done = performance.now();
  const statements = migrations.reduce((sum, { up }) => sum + up.statements.length, 0);
  return {
    reading: read - start,
    parsing: parsed - read,
    reviewing: done - parsed,
    statements,
    findings: findings.length,
  };
}

function layerOf(migrations: readonly Migration[]): DataLayer {
  return {
    id: 'bench',
    name: 'bench',
    root: 'file:///bench',
    dialect: 'postgresql',
    dialectBecause: 'the benchmark',
    migrations,
    models: [],
    dumps: [],
    schema: emptySchema('postgresql'),
    problems: [],
    sizes: new Map(),
    coverage: { statements: 0, understood: 0, notUnderstood: [], verified: 0, disputed: [] },
  };
}

/** The native program behind the npm package: no wrapper's start-up counts against it. */
function squawkProgram(): string | undefined {
  const home = join(tmpdir(), `squawk-cli-${SQUAWK}`);
  if (!existsSync(join(home, 'node_modules'))) {
    mkdirSync(home, { recursive: true });
    spawnSync('npm', ['install', '--prefix', home, `squawk-cli@${SQUAWK}`], { stdio: 'ignore' });
  }
  const scope = join(home, 'node_modules/@squawk-cli');
  if (!existsSync(scope)) return undefined;
  return programIn(scope);
}

function programIn(folder: string): string | undefined {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      const found = programIn(path);
      if (found) return found;
    } else if (/^squawk(?:\.exe)?$/.test(name)) return path;
  }
  return undefined;
}

function runSquawk(program: string, paths: readonly string[]): number {
  const start = performance.now();
  try {
    execFileSync(program, ['--reporter', 'json', ...paths], { stdio: 'ignore', maxBuffer: 1 << 28 });
  } catch {
    // It exits with 1 when it finds something, which it does.
  }
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function main(count: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'review-speed-'));
  const paths = writeFiles(folder, count);
  const first = runOurs(paths);
  const warm = Array.from({ length: RUNS }, () => runOurs(paths));
  const total = (run: Ours): number => run.reading + run.parsing + run.reviewing;
  console.log(`${count} files, ${first.statements} statements, ${first.findings} findings`);
  console.log(`ours, first run in the process: ${milliseconds(total(first))}`);
  const ours = median(warm.map(total));
  console.log(
    `ours, median of ${RUNS}: ${milliseconds(ours)} = reading ${milliseconds(median(warm.map((run) => run.reading)))} + parsing ${milliseconds(median(warm.map((run) => run.parsing)))} + reviewing ${milliseconds(median(warm.map((run) => run.reviewing)))}`,
  );
  const program = squawkProgram();
  if (program) {
    runSquawk(program, paths);
    const theirs = median(Array.from({ length: RUNS }, () => runSquawk(program, paths)));
    console.log(`squawk ${SQUAWK} (native), median of ${RUNS}: ${milliseconds(theirs)}`);
    console.log(
      `ratio of wall time, ours to squawk: ${(ours / theirs).toFixed(2)} warm, ${(total(first) / theirs).toFixed(2)} first run`,
    );
  } else console.log('squawk could not be installed: no comparison');
  rmSync(folder, { recursive: true });
}

main(Number(process.argv[2] ?? 1000));
