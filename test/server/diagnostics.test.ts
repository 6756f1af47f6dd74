import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Client, placeOf, type StartOptions, start, textIn } from './client';

const clients: Client[] = [];

async function server(options?: StartOptions): Promise<Client> {
  const client = await start(options);
  clients.push(client);
  return client;
}

afterEach(async () => {
  for (const client of clients.splice(0)) await client.stop();
});

const orders = 'CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);\n';
const index = 'CREATE INDEX orders_customer_id_idx ON orders (customer_id);\n';
const concurrent = index.replace('INDEX', 'INDEX CONCURRENTLY');
const rule = 'create-index-non-concurrent';

const shop = {
  'db/migration/V1__orders.sql': orders,
  'db/migration/V2__index.sql': `-- Support waits.\n${index}`,
  'flyway.toml': '[environments.default]\nurl = "jdbc:postgresql://localhost/shop"\n',
};
const second = 'db/migration/V2__index.sql';

const codes = (diagnostics: readonly { readonly code?: unknown }[]) => diagnostics.map(({ code }) => code);

describe('diagnostics', () => {
  it('are there for files that nobody opened, on the words that they are about', async () => {
    const client = await server({ files: shop });
    const finding = (await client.until(second, (all) => codes(all).includes(rule))).find(({ code }) => code === rule);
    const text = readFileSync(join(client.folder, second), 'utf8');
    expect(finding && textIn(text, finding.range)).toBe('orders_customer_id_idx');
    expect(finding).toMatchObject({ source: 'Database Architect', severity: 1, code: rule });
  });

  it('link to the page of their rule', async () => {
    const client = await server({ files: shop });
    const finding = (await client.until(second, (all) => codes(all).includes(rule))).find(({ code }) => code === rule);
    expect(finding?.codeDescription?.href).toBe(`test:rules/${rule}`);
  });

  it('do not speak of an index on a table that the same migration makes', async () => {
    const client = await server({ files: { ...shop, [second]: '', 'db/migration/V1__orders.sql': orders + index } });
    await client.overview(({ ready }) => ready);
    expect(codes(client.shown('db/migration/V1__orders.sql'))).not.toContain(rule);
  });

  it('follow an edit that is not saved, and go when the text is mended', async () => {
    const client = await server({ files: shop });
    await client.until(second, (all) => codes(all).includes(rule));
    await client.open(second, index);
    await client.change(second, 2, concurrent);
    await client.until(second, (all) => !codes(all).includes(rule));
    await client.change(second, 3, `\n\n${index}`);
    const finding = (await client.until(second, (all) => codes(all).includes(rule))).find(({ code }) => code === rule);
    expect(finding?.range.start).toEqual({ line: 2, character: 13 });
  });

  it('go back to what is on disk when an editor closes without saving', async () => {
    const client = await server({ files: shop });
    await client.open(second, concurrent);
    await client.until(second, (all) => !codes(all).includes(rule));
    await client.close(second);
    await client.until(second, (all) => codes(all).includes(rule));
  });

  it('of a later migration change when an earlier one is edited', async () => {
    const client = await server({ files: shop });
    await client.until(second, (all) => codes(all).includes(rule));
    await client.open(second, `CREATE TABLE other (id bigint PRIMARY KEY, a int);\nCREATE INDEX a_idx ON other (a);\n`);
    await client.until(second, (all) => !codes(all).includes(rule));
  });

  it('follow files that come, change and go on disk', async () => {
    const client = await server({ files: shop });
    await client.until(second, (all) => codes(all).includes(rule));
    const third = 'db/migration/V3__more.sql';
    client.write(third, index.replace('orders_customer_id_idx', 'again_idx'));
    await client.changedOnDisk(third, 1);
    await client.until(third, (all) => codes(all).includes(rule));
    client.write(third, concurrent);
    await client.changedOnDisk(third, 2);
    await client.until(third, (all) => !codes(all).includes(rule));
  });

  it('leave migrations of long ago alone until they are opened', async () => {
    const later = Array.from({ length: 20 }, (_, at) => [
      `db/migration/V${at + 10}__later.sql`,
      `CREATE TABLE t${at} (id int PRIMARY KEY);\n`,
    ]);
    const client = await server({ files: { ...shop, ...Object.fromEntries(later) } });
    const overview = await client.overview(({ ready }) => ready);
    expect(overview.layers[0]?.findings.error).toBeGreaterThan(0);
    expect(client.shown(second)).toEqual([]);
    await client.open(second, index);
    await client.until(second, (all) => codes(all).includes(rule));
    await client.set({ 'databaseArchitect.diagnostics.scope': 'allFiles' });
    await client.close(second);
    await client.until(second, (all) => codes(all).includes(rule));
  });

  it('are only those of open files when the settings say so', async () => {
    const client = await server({ files: shop, settings: { 'databaseArchitect.diagnostics.scope': 'openFiles' } });
    const overview = await client.overview(({ ready }) => ready);
    expect(overview.layers[0]?.findings.error).toBeGreaterThan(0);
    expect(client.shown(second)).toEqual([]);
    await client.open(second, index);
    await client.until(second, (all) => codes(all).includes(rule));
  });

  it('follow the severity that the settings give a rule, without a restart', async () => {
    const client = await server({ files: shop });
    await client.until(second, (all) => codes(all).includes(rule));
    await client.set({ 'databaseArchitect.rules': { [rule]: 'info' } });
    await client.until(second, (all) => all.some(({ code, severity }) => code === rule && severity === 3));
    await client.set({ 'databaseArchitect.rules': { [rule]: 'off' } });
    await client.until(second, (all) => !codes(all).includes(rule));
  });

  it('count columns as the editor does, in UTF-16', async () => {
    const text = `/* 🧾 */ ${index}`;
    const client = await server({ files: { ...shop, [second]: text } });
    const finding = (await client.until(second, (all) => codes(all).includes(rule))).find(({ code }) => code === rule);
    expect(finding?.range.start).toEqual(placeOf(text, 'orders_customer_id_idx'));
  });
});

describe('files that cannot be read as they are', () => {
  const bad = {
    ...shop,
    'db/migration/V3__binary.sql': new Uint8Array([0, 1, 2, 3, 0, 255]),
    'db/migration/V4__latin1.sql': Buffer.from("COMMENT ON TABLE orders IS 'caf\xe9';\n", 'latin1'),
    'db/migration/V5__cut_off.sql': "CREATE TABLE cut (id bigint, name text DEFAULT 'un",
  };

  it('are named, and cost their neighbours nothing', async () => {
    const client = await server({ files: bad });
    const overview = await client.overview(({ ready }) => ready);
    const notices = overview.notices.map(({ path, message }) => `${path}: ${message}`).join('\n');
    expect(notices).toContain('V3__binary.sql');
    expect(notices).toContain('V4__latin1.sql');
    await client.until(second, (all) => codes(all).includes(rule));
  });

  it('that are too large are skipped with a notice that names the setting', async () => {
    const large = `${'-- dump\n'.repeat(200_000)}${orders}`;
    const client = await server({
      files: { ...shop, 'db/migration/V3__large.sql': large },
      settings: { 'databaseArchitect.maxFileSizeMB': 1 },
    });
    const overview = await client.overview(({ ready }) => ready);
    expect(overview.notices.map(({ message }) => message).join()).toContain('maxFileSizeMB');
  });

  it('that are deleted lose their findings', async () => {
    const client = await server({ files: shop });
    await client.until(second, (all) => codes(all).includes(rule));
    rmSync(join(client.folder, second));
    await client.changedOnDisk(second, 3);
    await client.until(second, (all) => all.length === 0);
  });

  it('in a folder that is deleted as a whole are gone', async () => {
    const client = await server({ files: shop });
    await client.until(second, (all) => codes(all).includes(rule));
    rmSync(join(client.folder, 'db'), { recursive: true });
    await client.changedOnDisk('db', 3);
    await client.overview(({ layers }) => layers.length === 0);
    expect(client.shown(second)).toEqual([]);
  });
});
