/** Places in the model's text: `db/schema.sql:12`, as a link that opens the line. */

export interface Citation {
  readonly path: string;
  /** 1-based, as people write it. */
  readonly line: number;
}

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | ({ readonly kind: 'citation'; readonly text: string } & Citation);

// A path has an extension that begins with a letter, and the line is not the port of an address (`localhost:80` has no extension;
// `example.com:443` is told apart by needing a folder or one of the extensions that schemas live in).
const pattern = /(?:[\w.@~+-]+\/)*[\w.@+-]*\w\.([A-Za-z]\w{0,9}):(\d{1,7})(?:-\d{1,7})?(?![\w:]|\.\w)/g;
const alone = /^(sql|ddl|prisma|py|rb|ts|js|php|java|kt|go|cs|ex|exs|xml|ya?ml|json|toml|env|rs|dbml|md)$/i;

/** Cuts a text at its citations. */
export function citations(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    const [whole, extension = '', line = ''] = match;
    const path = whole.slice(0, whole.lastIndexOf(':'));
    const before = text[match.index - 1];
    if ((before !== undefined && /[\w/\\:]/.test(before)) || (!path.includes('/') && !alone.test(extension))) continue;
    if (match.index > last) pieces.push({ kind: 'text', text: text.slice(last, match.index) });
    pieces.push({ kind: 'citation', text: whole, path, line: Number(line) });
    last = match.index + whole.length;
  }
  if (last < text.length) pieces.push({ kind: 'text', text: text.slice(last) });
  return pieces;
}

/** A relative link target, `db/schema.sql#L12` or `db/schema.sql:12`, as a place; undefined when it is no path in a workspace. */
export function citationOfLink(href: string): Citation | undefined {
  const match = /^(?![a-z][\w+.-]*:(?!\d))(?!\/\/)(?!#)([^#?]+?)(?:#L(\d{1,7})(?:-L?\d{1,7})?|:(\d{1,7}))?$/i.exec(
    href,
  );
  const path = match?.[1];
  if (path === undefined) return undefined;
  return { path: decoded(path), line: Number(match?.[2] ?? match?.[3] ?? 1) };
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
