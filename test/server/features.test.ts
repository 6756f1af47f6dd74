import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CodeAction,
  CodeLens,
  DocumentSymbol,
  Hover,
  Location,
  SymbolInformation,
} from 'vscode-languageserver-protocol';
import { applied, type Client, placeOf, start, textIn } from './client';

const files = {
  'flyway.toml': '[environments.default]\nurl = "jdbc:postgresql://localhost/shop"\n',
  'db/migration/V1__start.sql': `-- The beginning.
CREATE TABLE customers (
  id bigint PRIMARY KEY,
  email text NOT NULL
);

CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id),
  placed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX orders_placed_at_idx ON orders (placed_at DESC);
`,
  'db/migration/V2__points.sql': `ALTER TABLE customers ADD COLUMN points integer;
CREATE INDEX customers_points_idx ON customers (points);
CREATE INDEX customers_email_idx ON customers (email);
`,
  'db/migration/V3__rename.sql': `ALTER TABLE customers RENAME COLUMN email TO mail;
FROBNICATE THE customers;
`,
  'db/migration/V4__lookup.sql': 'CREATE INDEX orders_customer_id_idx ON orders (customer_id);\n',
};
const first = 'db/migration/V1__start.sql';
const second = 'db/migration/V2__points.sql';
const fourth = 'db/migration/V4__lookup.sql';
const rule = 'create-index-non-concurrent';

let client: Client;
beforeAll(async () => {
  client = await start({ files });
  await client.overview(({ ready }) => ready);
});
afterAll(() => client.stop());

const at = (path: keyof typeof files, words: string, shift = 1) => {
  const { line, character } = placeOf(files[path], words);
  return { textDocument: { uri: client.uri(path) }, position: { line, character: character + shift } };
};
const read = (path: string) => readFileSync(join(client.folder, path), 'utf8');

async function hoverAt(path: keyof typeof files, words: string): Promise<string> {
  const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', at(path, words));
  const contents = hover?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

async function actionsAt(path: keyof typeof files, words: string, only?: string): Promise<readonly CodeAction[]> {
  const { position, textDocument } = at(path, words);
  return client.connection.sendRequest('textDocument/codeAction', {
    textDocument,
    range: { start: position, end: position },
    context: { diagnostics: [], ...(only === undefined ? {} : { only: [only] }) },
  });
}

describe('quick fixes', () => {
  it('mend the text, and the finding goes', async () => {
    const own = await start({ files });
    await own.until(fourth, (all) => all.some(({ code }) => code === rule));
    const { position } = at(fourth, 'orders_customer_id_idx');
    const actions = await own.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: own.uri(fourth) },
      range: { start: position, end: position },
      context: { diagnostics: [], only: ['quickfix'] },
    });
    const fix = actions.find(({ isPreferred }) => isPreferred);
    const mended = applied(files[fourth], fix?.edit?.changes?.[own.uri(fourth)] ?? []);
    expect(mended).toContain('CREATE INDEX CONCURRENTLY orders_customer_id_idx');
    await own.open(fourth, files[fourth]);
    await own.change(fourth, 2, mended);
    await own.until(fourth, (all) => !all.some(({ code }) => code === rule));
    await own.stop();
  });

  it('offer why, a suppression and the architect for every finding', async () => {
    const actions = await actionsAt(second, 'customers_points_idx');
    const commands = actions.flatMap(({ command }) => command?.command ?? []);
    expect(commands).toContain('databaseArchitect.suppressFinding');
    expect(commands).toContain('databaseArchitect.askArchitect');
    expect(commands).toContain('databaseArchitect.showRulePage');
  });

  it('are not offered where nothing is found', async () => {
    expect(await actionsAt(first, 'CREATE TABLE customers')).toEqual([]);
  });

  it('do not show "fix everything" among the quick fixes, but give it to an editor that asks', async () => {
    const plain = await actionsAt(second, 'customers_points_idx');
    expect(plain.map(({ kind }) => kind)).not.toContain('source.fixAll.databaseArchitect');
    const all = await actionsAt(second, 'ALTER', 'source.fixAll');
    for (const action of all) expect(action.kind).toBe('source.fixAll.databaseArchitect');
  });
});

describe('a suppression', () => {
  it('is a comment with its reason above the statement, and silences the finding', async () => {
    const own = await start({ files });
    const all = await own.until(second, (some) => some.some(({ code }) => code === rule));
    const finding = all.find(({ code }) => code === rule);
    const comment = await own.ask('databaseArchitect/suppression', {
      rule,
      place: {
        uri: own.uri(second),
        range: finding?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      },
      reason: 'The table\nis small',
    });
    expect(comment?.newText).toBe(`-- architect-ignore ${rule}: The table is small\n`);
    const text = applied(files[second], comment ? [{ range: comment.place.range, newText: comment.newText }] : []);
    await own.open(second, text);
    await own.until(second, (some) => some.filter(({ code }) => code === rule).length === 1);
    await own.stop();
  });
});

describe('hovers', () => {
  it('on a table show its columns, indexes and who references it', async () => {
    const text = await hoverAt(second, 'customers');
    expect(text).toContain('`customers`');
    expect(text).toContain('`email` | `text` | not null');
    expect(text).toContain('Referenced by');
    expect(text).toContain('orders');
    expect(text).toContain('V1__start.sql');
  });

  it('on a column show type, default, keys and indexes', async () => {
    const text = await hoverAt(first, 'placed_at timestamptz');
    expect(text).toContain('timestamp with time zone, not null, default now()');
    expect(text).toContain('orders_placed_at_idx');
    expect(await hoverAt(first, 'customer_id bigint')).toContain('customers (id)');
  });

  it('show the table as it was at that point of the history, and as it is now', async () => {
    const text = await hoverAt(first, 'customers (\n');
    const [then, now] = text.split('Now, after all migrations');
    expect(then).toContain('`email`');
    expect(then).not.toContain('`points`');
    expect(now).toContain('`mail`');
    expect(now).toContain('`points`');
  });

  it('say nothing where no table or column is named', async () => {
    expect(await hoverAt(first, '-- The beginning')).toBe('');
  });
});

describe('code lenses', () => {
  it('stand above a migration and above each table, with the number of findings', async () => {
    const lenses = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: client.uri(first) },
    });
    const titles = lenses.map(({ command, range }) => `${range.start.line} ${command?.title}`);
    expect(titles).toContain('0 Review');
    expect(titles).toContain('0 Ask the architect');
    expect(titles.some((title) => /^1 customers: (no|\d+) findings? here$/.test(title))).toBe(true);
    expect(titles.filter((title) => title === '6 Review')).toHaveLength(1);
    expect(titles.some((title) => /^6 orders: (no|\d+) findings? here$/.test(title))).toBe(true);
  });

  it('say what was not understood beside what was found', async () => {
    const odd = 'db/migration/V9__odd.sql';
    const own = await start({ files: { ...files, [odd]: 'FROBNICATE the_table;\n' } });
    await own.overview(({ ready }) => ready);
    const lenses = await own.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: own.uri(odd) },
    });
    expect(lenses[0]?.command?.title).toMatch(/^Migration: .*, 1 statement not understood$/);
    await own.stop();
  });

  it('are gone when the settings turn them off', async () => {
    const own = await start({ files, settings: { 'databaseArchitect.codeLens.enabled': false } });
    await own.overview(({ ready }) => ready);
    const lenses = await own.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: own.uri(first) } });
    expect(lenses).toEqual([]);
    await own.stop();
  });
});

describe('symbols', () => {
  it('outline tables with their columns', async () => {
    const symbols = await client.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: client.uri(first) },
    });
    const outline = symbols.map(({ name, children }) => [name, children?.map((child) => child.name)]);
    expect(outline).toEqual([
      ['customers', ['id', 'email']],
      ['orders', ['id', 'customer_id', 'placed_at']],
      ['orders_placed_at_idx', undefined],
    ]);
    for (const { selectionRange, name } of symbols) expect(textIn(files[first], selectionRange)).toBe(name);
  });

  it('find tables and columns of the whole workspace by some of their letters', async () => {
    const symbols = await client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', { query: 'custmail' });
    expect(symbols.map(({ name }) => name)).toEqual(['customers.mail']);
  });
});

describe('going to a definition', () => {
  it('of a table goes to the statement that makes it', async () => {
    const places = await client.connection.sendRequest<Location[]>('textDocument/definition', at(second, 'customers'));
    expect(places.map(({ uri, range }) => [uri, textIn(read(first), range)])).toEqual([
      [client.uri(first), 'customers'],
    ]);
    expect(places[0]?.range.start.line).toBe(1);
  });

  it('of a column goes to where it is added, and references name every place', async () => {
    const places = await client.connection.sendRequest<Location[]>(
      'textDocument/definition',
      at(second, '(points)', 2),
    );
    expect(places).toEqual([
      { uri: client.uri(second), range: { start: { line: 0, character: 33 }, end: { line: 0, character: 39 } } },
    ]);
    const all = await client.connection.sendRequest<Location[]>('textDocument/references', {
      ...at(first, 'customers (\n'),
      context: { includeDeclaration: true },
    });
    expect(all.map(({ uri, range }) => `${uri.split('/').pop()}:${range.start.line}`)).toEqual([
      'V1__start.sql:1',
      'V1__start.sql:8',
      'V2__points.sql:0',
      'V2__points.sql:1',
      'V2__points.sql:2',
      'V3__rename.sql:0',
    ]);
  });
});

describe('what the host asks', () => {
  it('the data layer in full, every part with its place', async () => {
    const { layers } = await client.ask('databaseArchitect/overview', {});
    const [summary] = layers;
    expect(summary).toMatchObject({ dialect: 'postgresql', tables: 2, migrations: 4 });
    const detail = await client.ask('databaseArchitect/layer', { id: summary?.id ?? '' });
    expect(detail?.tables.map(({ name }) => name)).toEqual(['customers', 'orders']);
    expect(detail?.tables[0]?.columns.map(({ name, detail: text }) => `${name}: ${text}`)).toEqual([
      'id: bigint, not null, primary key',
      'mail: text, not null',
      'points: integer',
    ]);
    expect(detail?.migrations.map(({ version }) => version)).toEqual(['1', '2', '3', '4']);
    expect(detail?.notUnderstood.map(({ text }) => text)).toEqual(['FROBNICATE THE customers']);
    expect(await client.ask('databaseArchitect/layer', { id: 'no such layer' })).toBeNull();
  });

  it('coverage, which counts what was not understood', async () => {
    const { layers } = await client.ask('databaseArchitect/coverage', {});
    const coverage = layers[0]?.summary.coverage;
    expect((coverage?.statements ?? 0) - (coverage?.understood ?? 0)).toBe(1);
  });

  it('a review of a file, of a folder and of a folder with nothing in it', async () => {
    const file = await client.ask('databaseArchitect/review', { uri: client.uri(second) });
    expect(file.files).toBe(1);
    expect(new Set(file.findings.map(({ path }) => path))).toEqual(new Set([second]));
    const folder = await client.ask('databaseArchitect/review', { uri: client.uri('db') });
    expect(folder.files).toBe(4);
    expect(folder.findings.length).toBeGreaterThanOrEqual(file.findings.length);
    expect((await client.ask('databaseArchitect/review', { uri: client.uri('d') })).files).toBe(0);
  });

  it('a review of a table, wherever in its history something is found', async () => {
    const report = await client.ask('databaseArchitect/review', { uri: client.uri(first), table: 'orders' });
    expect(report.scope).toBe('orders');
    expect(report.findings.map(({ path }) => path)).toContain(fourth);
    expect(report.findings.map(({ path }) => path)).not.toContain(second);
  });

  it('evidence for a proposal, without a file being written', async () => {
    const uri = client.uri('db/migration/V5__drop.sql');
    const after = 'ALTER TABLE orders DROP COLUMN placed_at;\nCREATE INDEX orders_id_idx ON orders (id);\n';
    const evidence = await client.ask('databaseArchitect/evaluateProposal', {
      files: [{ uri, before: undefined, after }],
    });
    expect(evidence.destructive).toEqual(['DROP COLUMN orders.placed_at']);
    expect(evidence.verifications[0]).toMatchObject({ kind: 'verified' });
    expect(evidence.verifications.at(-1)).toMatchObject({ kind: 'notVerified' });
    expect(evidence.findingsAfter.length).toBeGreaterThan(evidence.findingsBefore.length);
    expect((await client.ask('databaseArchitect/overview', {})).layers[0]?.migrations).toBe(4);
  });

  it('the plan of a finding in the newest migration, as files that take its place', async () => {
    const uri = client.uri(fourth);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 60 } };
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], only: ['quickfix'] },
    });
    expect(actions.map(({ title }) => title)).toContain('Plan a safe migration…');
    const plan = await client.ask('databaseArchitect/plan', { kind: 'finding', uri, rule });
    expect(plan.kind === 'planned' && plan.files.map(({ uri: one, after }) => [one.split('/').pop(), after])).toEqual([
      ['V4__lookup.sql', undefined],
      ['V4__add_index_orders_customer_id_idx.sql', expect.stringContaining('CREATE INDEX CONCURRENTLY')],
      ['V4__add_index_orders_customer_id_idx.sql.conf', 'executeInTransaction=false\n'],
    ]);
    const old = await client.ask('databaseArchitect/plan', { kind: 'finding', uri: client.uri(second), rule });
    expect(old).toMatchObject({ kind: 'impossible', because: expect.stringContaining('newest') });
    expect((await client.ask('databaseArchitect/planChoices', {})).layers).toHaveLength(1);
  });

  it('evidence says when a proposal does not fit the history', async () => {
    const uri = client.uri('db/migration/V5__wrong.sql');
    const after = 'ALTER TABLE invoices ADD COLUMN paid boolean;\n';
    const evidence = await client.ask('databaseArchitect/evaluateProposal', {
      files: [{ uri, before: undefined, after }],
    });
    expect(evidence.verifications.map(({ kind }) => kind)).toContain('failed');
  });
});

describe('Prisma models', () => {
  it('have lenses, an outline, hovers and definitions as SQL tables have', async () => {
    const own = await start();
    await own.overview(({ ready }) => ready);
    const path = 'prisma/schema.prisma';
    const text = readFileSync(join(own.folder, path), 'utf8');
    const textDocument = { uri: own.uri(path) };
    const lenses = await own.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument });
    const titles = lenses.map(({ command }) => command?.title ?? '');
    expect(titles.some((title) => title.startsWith('Models: '))).toBe(true);
    expect(titles.some((title) => title.startsWith('customers: '))).toBe(true);
    const symbols = await own.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    expect(symbols.map(({ name }) => name)).toContain('customers');
    const position = { ...placeOf(text, 'email ') };
    const hover = await own.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument, position });
    expect(JSON.stringify(hover?.contents)).toContain('customers.email');
    const places = await own.connection.sendRequest<Location[]>('textDocument/definition', { textDocument, position });
    expect(places.map(({ uri }) => uri.split('/').pop())).toContain('V2__orders.sql');
    await own.stop();
  });
});
