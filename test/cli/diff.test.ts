import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run';

let folder = '';

const SCHEMA = `datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}

model User {
  id       Int     @id @default(autoincrement())
  fullName String? @map("full_name")
}
`;

const FILES = {
  'project/prisma/schema.prisma': SCHEMA,
  'project/prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
  'project/prisma/migrations/20260101000000_init/migration.sql':
    'CREATE TABLE "User" ("id" SERIAL NOT NULL, "name" TEXT, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));\n',
  'old/001_a.sql': 'CREATE TABLE a (id serial PRIMARY KEY, n int);\n',
  'new/001_a.sql': 'CREATE TABLE a (id serial PRIMARY KEY, n bigint NOT NULL);\nCREATE INDEX a_n ON a (n);\n',
};

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-diff-'));
  write(FILES);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function cli(...args: string[]) {
  const [out, problems]: [string[], string[]] = [[], []];
  const inFolder = args.map((arg) => (arg.startsWith('./') ? join(folder, arg) : arg));
  const output = { out: (text: string) => void out.push(text), problem: (text: string) => void problems.push(text) };
  const status = await run(inFolder, output);
  return { status, out: out.join(''), problems: problems.join('') };
}

describe('diff', () => {
  it('compares migrations with models, and asks for a rename', async () => {
    const { status, out } = await cli('diff', './project');
    expect(status).toBe(1);
    expect(out).toContain('from migrations (prisma-migrate) to models (prisma)');
    expect(out).toContain('+ column User.full_name');
    expect(out).toContain('- column User.name');
    expect(out).toMatch(/\? User\.name may have been renamed to full_name \(\d+ %/);
  });

  it('renames what the answer says', async () => {
    const { out } = await cli('diff', './project', '--rename', 'User.name=full_name', '--format', 'sql');
    expect(out).toBe('ALTER TABLE "User" RENAME COLUMN name TO full_name;\n');
  });

  it('compares two folders as statements that can run', async () => {
    const { status, out } = await cli('diff', './old', './new', '--format', 'sql');
    expect(status).toBe(1);
    expect(out).toBe(
      'ALTER TABLE a ALTER COLUMN n TYPE bigint;\n\nALTER TABLE a ALTER COLUMN n SET NOT NULL;\n\nCREATE INDEX a_n ON a (n);\n',
    );
    expect((await cli('diff', './old', './old')).status).toBe(0);
  });

  it('compares what is there with what was there at a commit', async () => {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: join(folder, 'old') });
    git('init', '-q');
    git('add', '.');
    git('-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-qm', 'first');
    write({ 'old/002_b.sql': 'ALTER TABLE a ADD COLUMN later date;\n' });
    const { out } = await cli('diff', './old', '--base', 'HEAD', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject([
      { from: 'HEAD', to: 'now', differences: [{ sign: '+', text: 'column a.later date' }] },
    ]);
    const unknown = await cli('diff', './old', '--base', 'nowhere');
    expect(unknown).toMatchObject({ status: 2, problems: expect.stringContaining('git does not know nowhere') });
  });

  it('prints markdown with links', async () => {
    const { out } = await cli('diff', './project', '--format', 'markdown');
    expect(out).toContain('- added: [column User.full_name');
    expect(out).toContain('(prisma/schema.prisma#L8)');
  });

  it.each([
    [['diff'], 'Say which folder or file to diff'],
    [['diff', 'a', 'b', 'c'], 'Two paths at a time'],
    [['diff', '.', '--format', 'xml'], '--format of diff must be one of text, json, sql, markdown'],
    [['diff', 'a', 'b', '--base', 'main'], 'Either --base or a second path'],
    [['diff', '.', '--rename', 'x'], '--rename takes FROM=TO'],
  ])('%j is wrong, and why', async (args, sentence) => {
    const { status, problems } = await cli(...args);
    expect(status).toBe(2);
    expect(problems).toContain(sentence);
  });
});
