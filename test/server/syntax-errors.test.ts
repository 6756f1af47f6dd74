import { afterEach, describe, expect, it } from 'vitest';
import { type Client, type StartOptions, start, textIn } from './client';

const clients: Client[] = [];

async function server(options?: StartOptions): Promise<Client> {
  const client = await start(options);
  clients.push(client);
  return client;
}

afterEach(async () => {
  for (const client of clients.splice(0)) await client.stop();
});

const flyway = { 'flyway.toml': '[environments.default]\nurl = "jdbc:postgresql://localhost/shop"\n' };
const first = 'db/migration/V1__orders.sql';
const second = 'db/migration/V2__more.sql';
const good = 'CREATE TABLE orders (id bigint PRIMARY KEY);\n';
const bad = `${good}CREATE TABEL customers (id bigint PRIMARY KEY);\n`;
const isSyntax = ({ code }: { readonly code?: unknown }) => code === 'syntax-error';

describe('syntax errors', () => {
  it('stand on their word, in files that nobody opened, with no link to a page that is not there', async () => {
    const client = await server({ files: { ...flyway, [first]: bad } });
    const [found] = (await client.until(first, (all) => all.some(isSyntax))).filter(isSyntax);
    expect(found).toMatchObject({ source: 'Database Architect', severity: 1 });
    expect(found?.codeDescription).toBeUndefined();
    expect(found && textIn(bad, found.range)).toBe('TABEL');
  });

  it('appear a moment after they are typed, stay where they are while the rest is edited, and go when mended', async () => {
    const client = await server({ files: { ...flyway, [first]: good } });
    await client.overview(({ ready }) => ready);
    await client.open(first, good);
    await client.change(first, 2, bad);
    await client.until(first, (all) => all.some(isSyntax));
    await client.change(first, 3, `\n\n${bad}`);
    const moved = await client.until(first, (all) => all.some((one) => isSyntax(one) && one.range.start.line === 3));
    expect(moved.filter(isSyntax).map(({ range }) => textIn(`\n\n${bad}`, range))).toEqual(['TABEL']);
    await client.change(first, 4, bad.replace('TABEL', 'TABLE'));
    await client.until(first, (all) => !all.some(isSyntax));
  });

  it('are none in templates and client commands; a file beside them that is wrong is told of', async () => {
    const files = {
      ...flyway,
      [first]: `\\set x 1\n${good}CREATE TABLE \${prefix}_a (id bigint PRIMARY KEY);\nSELECT :x;\n`,
      [second]: bad,
    };
    const client = await server({ files });
    await client.until(second, (all) => all.some(isSyntax));
    expect(client.shown(first).filter(isSyntax)).toEqual([]);
  });

  it('have the severity that a team gives them', async () => {
    const settings = { 'databaseArchitect.rules': { 'syntax-error': 'info' } };
    const client = await server({ files: { ...flyway, [first]: bad }, settings });
    const [found] = (await client.until(first, (all) => all.some(isSyntax))).filter(isSyntax);
    expect(found?.severity).toBe(3);
  });

  it('are offered to the architect, and no suppression that would not work', async () => {
    const client = await server({ files: { ...flyway, [first]: bad } });
    const [found] = (await client.until(first, (all) => all.some(isSyntax))).filter(isSyntax);
    const actions = await client.connection.sendRequest<readonly { readonly title: string }[]>(
      'textDocument/codeAction',
      {
        textDocument: { uri: client.uri(first) },
        range: found?.range,
        context: { diagnostics: [] },
      },
    );
    expect(actions.map(({ title }) => title)).toContain('Ask the architect about syntax-error');
    expect(actions.map(({ title }) => title).join()).not.toContain('Suppress syntax-error');
  });
});
