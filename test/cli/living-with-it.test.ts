import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run';

const FIRST = 'CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text);\n';
const INDEX = 'CREATE INDEX users_email ON users (email);\n';
const DROP = 'ALTER TABLE users DROP COLUMN email;\n';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'living-'));
  mkdirSync(join(folder, 'migrations'));
  write('V1__users.sql', FIRST);
  write('V2__index.sql', INDEX);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  writeFileSync(join(folder, 'migrations', name), text);
}

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
    cwd: folder,
    stdio: 'pipe',
  });
}

async function review(...args: string[]) {
  let out = '';
  let problems = '';
  const status = await run(['review', folder, '--verify', 'none', ...args], {
    out: (text) => {
      out += text;
    },
    problem: (text) => {
      problems += text;
    },
  });
  return { status, out, problems };
}

async function rulesFound(...args: string[]): Promise<readonly string[]> {
  const { out } = await review('--format', 'json', ...args);
  return (JSON.parse(out) as { findings: { file: string; rule: string }[] }).findings.map(
    ({ file, rule }) => `${file.split('/').at(-1)?.split('__')[0]} ${rule}`,
  );
}

async function keep(path: string): Promise<void> {
  const { status, out } = await review('--format', 'baseline');
  expect(status).toBe(0);
  writeFileSync(path, out);
}

describe('a baseline', () => {
  it('leaves out what it knows, wherever that has moved to, and nothing else', async () => {
    const path = join(folder, 'baseline.json');
    await keep(path);
    expect((await review('--baseline', path)).status).toBe(0);
    write('V2__index.sql', `-- a comment more\n\n${INDEX}`);
    expect(await rulesFound('--baseline', path)).toEqual([]);
    write('V3__drop.sql', DROP);
    expect(await rulesFound('--baseline', path)).toContain('V3 drop-column');
    expect(await rulesFound('--baseline', path)).not.toContain('V2 create-index-non-concurrent');
  });

  it('does not cover a second finding of the kind that it knows', async () => {
    const path = join(folder, 'baseline.json');
    await keep(path);
    write('V2__index.sql', INDEX + INDEX.replace('users_email', 'users_email2'));
    expect(await rulesFound('--baseline', path)).toContain('V2 create-index-non-concurrent');
  });

  it('keeps one finding a line, so that branches merge', async () => {
    const path = join(folder, 'baseline.json');
    await keep(path);
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines.filter((line) => line.includes('create-index-non-concurrent'))).toHaveLength(1);
  });

  it.each([
    ['is not there', undefined, 'cannot be read. Make it first'],
    ['is none', '[]', 'is no baseline. Make it anew'],
  ])('that %s is one sentence', async (_, text, sentence) => {
    const path = join(folder, 'b.json');
    if (text !== undefined) writeFileSync(path, text);
    const { status, problems } = await review('--baseline', path);
    expect(status).toBe(2);
    expect(problems).toContain(sentence);
  });
});

describe('a branch', () => {
  beforeEach(() => {
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'one');
    git('checkout', '-q', '-b', 'work');
  });

  it('is asked about what it adds alone', async () => {
    expect(await rulesFound('--base', 'main')).toEqual([]);
    write('V3__drop.sql', DROP);
    expect(new Set((await rulesFound('--base', 'main')).map((found) => found.split(' ')[0]))).toEqual(new Set(['V3']));
    git('add', '.');
    git('commit', '-q', '-m', 'two');
    expect(await rulesFound('--base', 'main')).toContain('V3 drop-column');
  });

  it('may change a table that it makes itself, also in a later migration', async () => {
    write('V3__posts.sql', 'CREATE TABLE posts (id bigint PRIMARY KEY, title text);\n');
    write('V4__index.sql', 'CREATE INDEX posts_title ON posts (title);\n');
    expect(await rulesFound('--base', 'main')).not.toContain('V4 create-index-non-concurrent');
  });

  it('is told when it edits a migration that has been released', async () => {
    write('V2__index.sql', INDEX.replace('(email)', '(id, email)'));
    expect(await rulesFound('--base', 'main')).toEqual(['V2 migration-edited']);
  });

  it('of a base that git does not know is one sentence', async () => {
    const { status, problems } = await review('--base', 'nowhere');
    expect(status).toBe(2);
    expect(problems.trim().split('\n')).toHaveLength(1);
    expect(problems).toContain('nowhere');
  });
});

describe('a report', () => {
  it('for GitLab has a fingerprint that survives lines above it', async () => {
    type Entry = { fingerprint: string; check_name: string; severity: string; location: { lines: { begin: number } } };
    const entries = async () => JSON.parse((await review('--format', 'gitlab')).out) as Entry[];
    const [before] = (await entries()).filter((entry) => entry.check_name === 'create-index-non-concurrent');
    write('V2__index.sql', `\n\n${INDEX}`);
    const [after] = (await entries()).filter((entry) => entry.check_name === 'create-index-non-concurrent');
    expect(after?.fingerprint).toBe(before?.fingerprint);
    expect(after?.location.lines.begin).toBe(3);
    expect(after?.severity).toBe('critical');
  });

  it('for JUnit is XML, with a failure for each finding and a test that passed for each clean file', async () => {
    write('V3__odd <&> "name".sql', FIRST.replace('users', 'others'));
    const { out } = await review('--format', 'junit');
    const elements: { name: string; attributes: Record<string, string> }[] = [];
    const parser = new SaxesParser();
    parser.on('opentag', ({ name, attributes }) =>
      elements.push({ name, attributes: attributes as Record<string, string> }),
    );
    parser.write(out).close();
    const failures = elements.filter(({ name }) => name === 'failure');
    const all = elements.find(({ name }) => name === 'testsuites');
    expect(Number(all?.attributes.failures)).toBe(failures.length);
    expect(failures.length).toBeGreaterThan(0);
    const odd = elements.find(({ attributes }) => attributes.name?.includes('<&> "name"'));
    expect(odd?.attributes.failures).toBe('0');
  });

  it('for a pull request names the worst first, with what to do instead', async () => {
    const { out } = await review('--format', 'markdown');
    expect(out).toMatch(/^## Database review: [1-9]\d* errors/);
    expect(out).toContain('`create-index-non-concurrent` at `migrations/V2__index.sql:1`');
    expect(out).toContain('> Instead: ');
    expect(out).toContain('statements understood');
  });
});

describe('a preset', () => {
  it('widens and narrows what is said', async () => {
    const count = async (preset: string) => (await rulesFound('--preset', preset)).length;
    expect(await count('none')).toBe(0);
    expect(await count('relaxed')).toBeLessThanOrEqual(await count('recommended'));
    expect(await count('strict')).toBeGreaterThanOrEqual(await count('recommended'));
    expect(await count('all')).toBeGreaterThanOrEqual(await count('strict'));
    expect(await rulesFound('--preset', 'relaxed')).toContain('V2 create-index-non-concurrent');
  });

  it('that is not there is one sentence', async () => {
    const { status, problems } = await review('--preset', 'loud');
    expect(status).toBe(2);
    expect(problems).toContain('--preset must be one of recommended, strict, relaxed, all, none');
  });
});

describe('a folder of scripts that no tool claims', () => {
  it('is reviewed script by script', async () => {
    rmSync(join(folder, 'migrations'), { recursive: true });
    writeFileSync(join(folder, 'rename.sql'), 'ALTER TABLE users RENAME COLUMN name TO full_name;\n');
    writeFileSync(join(folder, 'drop.sql'), 'DROP TABLE sessions;\n');
    writeFileSync(join(folder, 'schema.sql'), 'CREATE TABLE plans (id bigint PRIMARY KEY);\n');
    expect(
      [...(await rulesFound('--dialect', 'postgresql'))].filter((found) => !found.includes('timeout')).sort(),
    ).toEqual(['drop.sql drop-table', 'rename.sql rename-column']);
  });
});
