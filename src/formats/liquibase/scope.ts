import type { Dialect } from '../../model';
import { type Changelog, childrenOf, type Element, type Piece, textOf, type Value } from './changelog';

/** Liquibase's short names of the engines (docs.liquibase.com, "dbms"). */
const SHORT: Readonly<Record<Dialect, string>> = {
  postgresql: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mariadb',
  sqlite: 'sqlite',
  sqlserver: 'mssql',
  oracle: 'oracle',
  mongodb: 'mongodb',
};

/** Is something with this `dbms` for the dialect? A list of short names; `!` leaves one out, `all` and `none` say what they say. */
export function isFor(dbms: string | undefined, dialect: Dialect): boolean {
  const words = (dbms ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (words.length === 0 || words.includes('all')) return true;
  if (words.includes('none')) return false;
  const own = SHORT[dialect];
  if (words.includes(`!${own}`)) return false;
  return words.includes(own) || words.every((word) => word.startsWith('!'));
}

export type Properties = ReadonlyMap<string, string>;

/** What `${…}` stands for: the first definition that is for the dialect counts (docs.liquibase.com, "Property substitution"). */
export function propertiesOf(changelogs: readonly Changelog[], dialect: Dialect): Properties {
  const found = new Map<string, string>();
  for (const { root } of changelogs)
    for (const property of root ? childrenOf(root, 'property') : []) {
      const [name, value] = [textOf(property, 'name'), property.attributes.get('value')?.text];
      if (name === undefined || value === undefined || found.has(name)) continue;
      if (isFor(textOf(property, 'dbms'), dialect)) found.set(name, value);
    }
  return found;
}

/** The element with its values filled in. */
export function filled(element: Element, properties: Properties): Element {
  if (properties.size === 0) return element;
  const attributes = new Map([...element.attributes].map(([name, value]) => [name, fill(value, properties)]));
  const children = element.children.map((child) => filled(child, properties));
  return { ...element, attributes, children, ...(element.text ? { text: fill(element.text, properties) } : {}) };
}

function fill(value: Value, properties: Properties): Value {
  if (!value.text.includes('${')) return value;
  const pieces = value.pieces.flatMap((piece) => fillPiece(piece, properties));
  return { ...value, pieces, text: pieces.map(({ text }) => text).join('') };
}

function fillPiece(piece: Piece, properties: Properties): readonly Piece[] {
  const verbatim = piece.text.length === piece.end - piece.start;
  const place = (from: number, to: number) =>
    verbatim ? { start: piece.start + from, end: piece.start + to } : { start: piece.start, end: piece.end };
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of piece.text.matchAll(/\$\{([^}]*)\}/g)) {
    const known = resolved(properties, match[1] ?? '', 0);
    if (known === undefined) continue;
    const end = match.index + match[0].length;
    if (match.index > at) pieces.push({ text: piece.text.slice(at, match.index), ...place(at, match.index) });
    pieces.push({ text: known, ...place(match.index, end) });
    at = end;
  }
  if (at < piece.text.length) pieces.push({ text: piece.text.slice(at), ...place(at, piece.text.length) });
  return pieces;
}

/** Values may name other properties; a circle of them ends. */
function resolved(properties: Properties, name: string, depth: number): string | undefined {
  const value = properties.get(name);
  if (value === undefined || depth > 8 || !value.includes('${')) return value;
  return value.replace(/\$\{([^}]*)\}/g, (whole, inner: string) => resolved(properties, inner, depth + 1) ?? whole);
}
