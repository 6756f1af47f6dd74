import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run';
import { schemaProblems } from './json-schema';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
  cpSync(resolve(__dirname, '../../examples/bookshop'), join(folder, 'bookshop'), { recursive: true });
  mkdirSync(join(folder, 'fine'));
  writeFileSync(
    join(folder, 'fine/001_a.sql'),
    'CREATE TABLE a (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);\n',
  );
  mkdirSync(join(folder, 'empty'));
  mkdirSync(join(folder, 'mixed'));
  writeFileSync(join(folder, 'mixed/001_a.sql'), 'create table a (id serial primary key);\nfrobnicate everything;\n');
  writeFileSync(join(folder, 'mixed/002_b.sql'), new Uint8Array([0, 1, 2]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command line below the test's folder. */
async function cli(...args: string[]) {
  let out = '';
  let problems = '';
  const inFolder = args.map((arg) => (arg.startsWith('./') ? join(folder, arg) : arg));
  const status = await run(inFolder, {
    out: (text) => {
      out += text;
    },
    problem: (text) => {
      problems += text;
    },
  });
  return { status, out, problems };
}

describe('the command line', () => {
  it.each([
    [['frob', '.'], 'There is no command "frob"'],
    [['review'], 'Say which folder or file to review'],
    [['review', 'a', 'b'], 'One PATH at a time'],
    [
      ['review', '.', '--format', 'xml'],
      '--format must be one of text, json, sarif, github, gitlab, junit, markdown, baseline',
    ],
    [['review', '.', '--fail-on', 'always'], '--fail-on must be one of error, warning, info, never'],
    [['inspect', '.', '--dialect', 'db2'], '--dialect must be one of postgresql, mysql, mariadb, sqlite'],
    [['inspect', '.', '--format', 'text'], 'inspect prints JSON'],
    [['review', '.', '--frob'], "Unknown option '--frob'"],
    [['review', '/nowhere/at/all'], '/nowhere/at/all is not there or cannot be read.'],
  ])('says of %j in one sentence what is wrong, and ends with 2', async (args, sentence) => {
    const { status, out, problems } = await cli(...args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(problems).toContain(sentence);
    expect(problems.trim().split('\n')).toHaveLength(1);
  });

  it('helps, and says its version', async () => {
    expect(await cli('--help')).toMatchObject({
      status: 0,
      out: expect.stringContaining('database-architect review PATH'),
    });
    expect((await cli('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('review', () => {
  it('ends with 1 where something is at or above the level, else with 0', async () => {
    expect((await cli('review', './bookshop')).status).toBe(1);
    expect((await cli('review', './bookshop', '--fail-on', 'never')).status).toBe(0);
    expect((await cli('review', './fine')).status).toBe(0);
  });

  it('prints file, line and column that an editor can open', async () => {
    const { out } = await cli('review', './bookshop');
    expect(out).toMatch(
      /^db\/migration\/V4__speed_up_order_lookup\.sql:2:\d+ {2}error {2}create-index-non-concurrent$/m,
    );
    expect(out).toMatch(/(\d+) of \1 statements understood/);
  });

  it('of one file speaks of that file only, and knows the history before it', async () => {
    const { out } = await cli('review', './bookshop/db/migration/V4__speed_up_order_lookup.sql', '--format', 'json');
    const report = JSON.parse(out);
    expect(new Set(report.findings.map((finding: { file: string }) => finding.file))).toEqual(
      new Set(['V4__speed_up_order_lookup.sql']),
    );
    expect(report.findings.map((finding: { rule: string }) => finding.rule)).toContain('create-index-non-concurrent');
  });

  it('says what it did not understand, and what it could not read', async () => {
    const { out, problems } = await cli('review', './mixed');
    expect(out).toMatch(/1 of 2 statements understood\n\s+001_a\.sql:2 {2}frobnicate everything/);
    expect(problems).toMatch(/002_b\.sql is not text/);
  });

  it('says when there is nothing to review', async () => {
    const { status, problems } = await cli('review', './empty');
    expect(problems).toMatch(/^No data layer was found/);
    expect(status).toBe(0);
  });

  it('annotates a pull request, line breaks and all', async () => {
    const { out } = await cli('review', './bookshop', '--format', 'github');
    for (const line of out.trimEnd().split('\n'))
      expect(line).toMatch(/^::(error|warning|notice) file=[^,]+,line=\d+,endLine=\d+.*::.+/);
  });

  it('writes SARIF in which every result names a described rule and a place', async () => {
    const { out } = await cli('review', './bookshop', '--format', 'sarif');
    const [one] = JSON.parse(out).runs;
    const rules = new Set(one.tool.driver.rules.map((rule: { id: string }) => rule.id));
    expect(one.results.length).toBeGreaterThan(5);
    for (const result of one.results) {
      expect(rules.has(result.ruleId)).toBe(true);
      expect(['error', 'warning', 'note']).toContain(result.level);
      const { artifactLocation, region } = result.locations[0].physicalLocation;
      expect(artifactLocation.uri).toMatch(/^(?:db\/migration\/V\d|prisma\/schema\.prisma)/);
      expect(region.startLine).toBeGreaterThan(0);
      expect(region.startColumn).toBeGreaterThan(0);
    }
  });
});

describe('inspect', () => {
  const schema = JSON.parse(readFileSync(resolve(__dirname, '../../docs/inspect.schema.json'), 'utf8'));

  it.each(['./bookshop', './fine', './mixed', './empty'])(
    'of %s prints what docs/inspect.schema.json promises',
    async (path) => {
      const { status, out } = await cli('inspect', path, '--format', 'json');
      expect(status).toBe(0);
      expect(schemaProblems(schema, JSON.parse(out))).toEqual([]);
    },
  );

  it('has every key of the issue, with places that count from 1', async () => {
    const [layer] = JSON.parse((await cli('inspect', './bookshop')).out).dataLayers;
    expect(layer).toMatchObject({
      dialect: 'postgresql',
      coverage: { notUnderstood: [] },
    });
    const lines = layer.schema.tables.find((table: { name: string }) => table.name === 'order_lines');
    expect(lines.primaryKey.columns).toEqual(['order_id', 'book_id']);
    expect(lines.foreignKeys[0]).toMatchObject({
      columns: ['order_id'],
      refTable: 'orders',
      refColumns: ['id'],
      onDelete: 'cascade',
      onUpdate: 'no action',
    });
    expect(lines.at).toEqual({ file: 'db/migration/V2__orders.sql', line: 20, column: 14 });
    expect(layer.migrations[0]).toMatchObject({
      tool: 'flyway',
      version: '1',
      file: 'db/migration/V1__catalogue.sql',
      transaction: 'file',
      hasDown: false,
    });
  });

  it('counts a statement that it does not understand, with its place', async () => {
    const [layer] = JSON.parse((await cli('inspect', './mixed')).out).dataLayers;
    expect(layer.coverage).toMatchObject({
      statements: 2,
      understood: 1,
      notUnderstood: [{ file: '001_a.sql', line: 2, text: 'frobnicate everything' }],
    });
  });
});

describe('syntax errors', () => {
  const project = () => {
    mkdirSync(join(folder, 'wrong'), { recursive: true });
    writeFileSync(
      join(folder, 'wrong/001_a.sql'),
      'CREATE TABLE a (id bigserial PRIMARY KEY);\nCREATE TABEL b (id int);\n',
    );
    return './wrong';
  };

  it('are errors in every format, at their word', async () => {
    expect(await cli('review', project())).toMatchObject({
      status: 1,
      out: expect.stringContaining('001_a.sql:2:8  error  syntax-error\n'),
    });
    const { findings } = JSON.parse((await cli('review', './wrong', '--format', 'json')).out) as {
      findings: readonly { rule: string; line: number; endColumn: number }[];
    };
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'syntax-error', line: 2, endColumn: 13 }));
    const { out: sarif } = await cli('review', './wrong', '--format', 'sarif');
    expect(sarif).toContain('"shortDescription"');
    expect(sarif).toMatch(/"ruleId": "syntax-error",\s+"level": "error"/);
    const { out: github } = await cli('review', './wrong', '--format', 'github');
    expect(github).toContain('::error file=001_a.sql,line=2,endLine=2,col=8,endColumn=13,title=syntax-error::');
  });

  it('are not looked for when told', async () => {
    expect((await cli('review', project(), '--verify', 'none')).out).not.toContain('syntax-error');
    expect((await cli('review', './wrong', '--verify', 'some')).problems).toContain('--verify must be one of');
  });

  it('leave inspect as it is, which counts what a full parser agrees with', async () => {
    const coverageOf = async (...more: string[]) => {
      const { out } = await cli('inspect', './fine', ...more);
      return (JSON.parse(out) as { dataLayers: readonly { coverage: object }[] }).dataLayers[0]?.coverage;
    };
    const coverage = { statements: 1, understood: 1, notUnderstood: [], disputed: [] };
    expect(await coverageOf()).toEqual({ ...coverage, verified: 1 });
    expect(await coverageOf('--verify', 'none')).toEqual({ ...coverage, verified: 0 });
    expect(await coverageOf('--dialect', 'mysql')).toMatchObject({ verified: 0 });
  });
});
