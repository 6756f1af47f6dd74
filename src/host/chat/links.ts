/** Citations in text for VS Code's own chat: `db/V1__users.sql:12` becomes a link that opens the line. */

const CITATION = /(^|[\s([{"'`])((?:[\w@.-]+\/)*[\w@.-]+\.[A-Za-z]\w{0,9}):(\d{1,6})(?![\w:])/g;

/**
 * The text with its citations as markdown links. `resolve` gives the URI of a workspace-relative path, or undefined when there is no
 * such file: what cannot be opened stays plain text.
 */
export function linkCitations(text: string, resolve: (path: string) => string | undefined): string {
  return text.replace(CITATION, (whole: string, before: string, path: string, line: string) => {
    const uri = resolve(path);
    if (uri === undefined) return whole;
    // Inside `code` a link would be text: the backticks go, as far as they stand close around it.
    return before === '`' ? whole : `${before}[${path}:${line}](${uri}#L${line})`;
  });
}

/** Text that comes in pieces, given on in whole lines, so that no citation is cut in two. */
export function wholeLines(give: (text: string) => void): { add(text: string): void; end(): void } {
  let held = '';
  return {
    add: (text) => {
      held += text;
      const at = held.lastIndexOf('\n');
      if (at < 0) return;
      give(held.slice(0, at + 1));
      held = held.slice(at + 1);
    },
    end: () => {
      if (held !== '') give(held);
      held = '';
    },
  };
}
