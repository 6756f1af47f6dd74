import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver-protocol';
import { type Client, start } from './client';

const formats = join(__dirname, '../../src/formats');

/** Formats in program text, whose columns may stand in other places than their tables. */
const PROGRAMS = ['sequelize', 'typeorm', 'django', 'sqlalchemy', 'jpa', 'gorm', 'drizzle'];

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

/** The editor refuses a whole outline, with an error in the user's face, where a selection leaves its range. */
function leaving(symbols: readonly DocumentSymbol[]): readonly string[] {
  return symbols.flatMap(({ name, range, selectionRange, children = [] }) => {
    const before = (a: DocumentSymbol['range']['start'], b: DocumentSymbol['range']['start']) =>
      a.line < b.line || (a.line === b.line && a.character <= b.character);
    const isInside = before(range.start, selectionRange.start) && before(selectionRange.end, range.end);
    return [...(isInside ? [] : [name]), ...leaving(children)];
  });
}

describe.each(PROGRAMS)('the outline of %s', (format) => {
  const root = join(formats, format, 'example');
  const files = Object.fromEntries(filesBelow(root).map((path) => [relative(root, path), readFileSync(path, 'utf8')]));
  let client: Client;
  beforeAll(async () => {
    client = await start({ files });
    await client.overview(({ ready }) => ready);
  });
  afterAll(() => client.stop());

  it('has the tables of a file, each name inside what it names', async () => {
    let tables = 0;
    for (const path of Object.keys(files)) {
      const textDocument = { uri: client.uri(path) };
      const symbols =
        (await client.connection.sendRequest<DocumentSymbol[] | null>('textDocument/documentSymbol', {
          textDocument,
        })) ?? [];
      expect(leaving(symbols)).toEqual([]);
      tables += symbols.length;
    }
    expect(tables).toBeGreaterThan(2);
  });
});
