import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run';

const root = resolve(__dirname, '../..');
let folder: string;
let client: Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'architect-mcp-'));
  await cp(join(root, 'examples/bookshop'), folder, { recursive: true });
  client = new Client({ name: 'a client of another maker', version: '1' });
  const args = [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'src/cli/main.ts'), 'mcp', folder];
  await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'inherit' }));
}, 60_000);

afterAll(async () => {
  await client.close();
  await rm(folder, { recursive: true, force: true });
});

async function call(name: string, input: Record<string, unknown>): Promise<{ text: string; isError: boolean }> {
  const { content, isError } = await client.callTool({ name, arguments: input });
  const texts = (content as readonly { readonly text: string }[]).map(({ text }) => text);
  return { text: texts.join('\n'), isError: isError === true };
}

describe('another agent over MCP', () => {
  it('is told how to work, and which tools there are: all of them only read', async () => {
    expect(client.getInstructions()).toContain('overview');
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['overview', 'describe', 'review', 'plan', 'propose']),
    );
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
  });

  it('sees the tables and the findings, with places that can be opened', async () => {
    expect((await call('overview', {})).text).toContain('orders');
    expect((await call('review', {})).text).toMatch(/db\/migration\/V4__speed_up_order_lookup\.sql:\d+/);
  });

  it('gets a proposal as text with its evidence, and nothing is written', async () => {
    const before = await readdir(join(folder, 'db/migration'));
    const { text } = await call('propose', {
      title: 'Remember when an order was packed',
      rationale: 'The shop wants to show it.',
      migration: {
        name: 'add packed at',
        up: 'ALTER TABLE orders ADD COLUMN packed_at timestamptz;',
        down: 'ALTER TABLE orders DROP COLUMN packed_at;',
      },
    });
    expect(text).toContain('not written');
    expect(text).toContain('packed_at');
    expect(await readdir(join(folder, 'db/migration'))).toEqual(before);
  });

  it('sees a file that was added meanwhile', async () => {
    await writeFile(
      join(folder, 'db/migration/V90__loyalty.sql'),
      'CREATE TABLE loyalty_cards (id bigint PRIMARY KEY);\n',
    );
    await new Promise((later) => setTimeout(later, 1100));
    expect((await call('overview', {})).text).toContain('loyalty_cards');
  });

  it('is told what is wrong with a tool or an input, in words to act on', async () => {
    expect(await call('describe', { tables: 'orders' })).toMatchObject({ isError: true });
    expect((await call('drop_everything', {})).text).toContain('Known: ');
  });
});

it('a folder that is not there is one sentence', async () => {
  const said: string[] = [];
  const output = { out: () => undefined, problem: (text: string) => void said.push(text) };
  expect(await run(['mcp', join(tmpdir(), 'no-such-folder')], output)).toBe(2);
  expect(said.join('')).toContain('is no folder');
});
