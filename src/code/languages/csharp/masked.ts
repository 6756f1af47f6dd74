/** The openings of strings that are both verbatim and interpolated. */
const OPENINGS = ['$@"', '@$"'] as const;

/**
 * The text with the doubled quotes of `$@"…""…"` covered, letter for letter as long: tree-sitter-c-sharp takes `""{` and `}""`
 * for other tokens. What the covered letters say is read from the text itself.
 */
export function masked(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = nextOpening(text, 0); at >= 0; at = nextOpening(text, from)) {
    parts.push(text.slice(from, at + 3));
    from = coverQuotes(text, at + 3, parts);
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(from);
}

function nextOpening(text: string, from: number): number {
  const found = OPENINGS.map((opening) => text.indexOf(opening, from)).filter((at) => at >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}

/** Copies the string's inside into `parts`; gives the place of its closing quote. */
function coverQuotes(text: string, start: number, parts: string[]): number {
  let depth = 0;
  let at = start;
  let plain = start;
  for (; at < text.length; at++) {
    const [one, two] = [text[at], text[at + 1]];
    if (depth > 0 && one === '"') at = Math.max(at, text.indexOf('"', at + 1));
    else if (depth > 0) depth += one === '{' ? 1 : one === '}' ? -1 : 0;
    else if (one === '{' && two === '{') at++;
    else if (one === '{') depth++;
    else if (one === '"' && two === '"') {
      parts.push(text.slice(plain, at), '__');
      at++;
      plain = at + 1;
    } else if (one === '"') break;
  }
  parts.push(text.slice(plain, at));
  return Math.min(at, text.length);
}
