import { describe, expect, it } from 'vitest';
import { withGrammars } from '../support/grammars';
import { formatOf, found } from './support';

withGrammars('typescript', 'javascript');

function read(text: string, name = '1_a.ts') {
  const file = formatOf('node-pg-migrate').read({ uri: `file:///p/${name}`, text }, { dialect: 'postgresql' });
  const shown = (script: typeof file.up | undefined) =>
    script?.statements.flatMap(({ operations, conditional }) =>
      operations.map(({ kind, span }) =>
        `${kind} ${text.slice(span.start.offset, span.start.offset + 12)}${conditional ? ' ?' : ''}`.trim(),
      ),
    );
  return { ...file, upShown: shown(file.up), downShown: shown(file.down) };
}

const up = (body: string) => `export async function up(pgm: MigrationBuilder): Promise<void> {\n${body}\n}\n`;

describe('node-pg-migrate', () => {
  it('claims folders by its markers, its builder, or pairs where it is a dependency', () => {
    const manifest = { 'package.json': '{ "dependencies": { "node-pg-migrate": "^8" } }' };
    expect(found('node-pg-migrate', [], { 'm/1700000000000_a.sql': '-- Up Migration\n' })).toEqual([
      'm [postgresql]: 1700000000000 a',
    ]);
    expect(found('node-pg-migrate', [], { 'm/1_a.js': 'exports.up = (pgm) => { pgm.sql("") }' })).toEqual([
      'm [postgresql]: 1 a',
    ]);
    expect(found('node-pg-migrate', ['m/1_a.up.sql', 'm/1_a.down.sql'], manifest)).toEqual([
      'm [postgresql]: 1 a (down)',
    ]);
    expect(found('node-pg-migrate', ['m/1_a.up.sql', 'm/1_a.sql', 'k/1_a.js', 'k/1_a.d.ts'])).toEqual([]);
  });

  it('puts dates of 17 digits and milliseconds in one order', () => {
    const texts = {
      'm/20231114221320001_b.sql': '-- Up Migration',
      'm/1700000000000_a.sql': '',
      'm/1800000000000_c.sql': '',
    };
    expect(found('node-pg-migrate', [], texts)).toEqual([
      'm [postgresql]: 1700000000000 a, 20231114221320001 b, 1800000000000 c',
    ]);
  });

  it('points at names in the file, quotes left out where SQL needs none', () => {
    const text = up("  pgm.createTable('users', { id: 'id', 'firstName': { type: 'text' } });");
    const [table] = read(text).up.statements[0]?.operations ?? [];
    if (table?.kind !== 'createTable') throw new Error('no table');
    const at = ({
      start,
      end,
    }: {
      readonly start: { readonly offset: number };
      readonly end: { readonly offset: number };
    }) => text.slice(start.offset, end.offset);
    expect(at(table.table.span)).toBe('users');
    expect(table.columns.map(({ name }) => [name.name, at(name.span)])).toEqual([
      ['id', 'id'],
      ['firstName', 'firstName'],
    ]);
  });

  it('reads down = false as no way back, and noTransaction as an opt-out', () => {
    const file = read(
      "exports.up = (pgm) => { pgm.noTransaction(); pgm.dropTable('a'); };\nexports.down = false;\n",
      '1_a.js',
    );
    expect(file.irreversible).toBe('it exports down = false');
    expect(file.transaction.mode).toBe('statement');
    expect(file.upShown).toEqual(['dropTable pgm.dropTabl']);
  });

  it('marks what stands behind a condition, and follows helpers of the file', () => {
    const text = `const index = (pgm, table) => pgm.createIndex(table, 'x');\n${up("  if (process.env.X) pgm.dropTable('a');\n  index(pgm, 'b');")}`;
    expect(read(text).upShown).toEqual([
      expect.stringMatching(/^dropTable.* \?$/),
      expect.stringMatching(/^createIndex/),
    ]);
  });

  it('counts what cannot be told, and the rest of the migration stays', () => {
    const text = up(
      "  pgm.createTable(name(), { id: 'id' });\n  pgm.addColumn('a', { b: { type: 'text', default: now() } });\n  pgm.grantRoles('a');",
    );
    expect(read(text).upShown?.map((line) => line.split(' ')[0])).toEqual(['opaque', 'addColumn', 'opaque', 'opaque']);
  });

  it('without an up says so', () => {
    expect(read('export const x = 1;\n').upShown?.[0]).toMatch(/^opaque/);
  });
});
