import { blank } from '../sections';

/** A file's parts: a txtar archive holds the migration, its checks and its way back (atlasgo.io, "Pre-migration checks"). */
export interface Parts {
  readonly up: string;
  readonly down?: string;
}

const FILE_LINE = /^-- ([\w./-]+\.sql) --[ \t]*\r?$/gm;

/** The text with all but the part blanked, so that every offset stays true; a plain file is all way up. */
export function partsOf(text: string): Parts {
  if (!/^(?:--.*\r?\n)*?-- atlas:txtar\b/.test(text)) return { up: text };
  const heads = [...text.matchAll(FILE_LINE)];
  const only = (name: string) => {
    let kept = '';
    let at = 0;
    heads.forEach((head, index) => {
      if (head[1] !== name) return;
      const start = head.index + head[0].length;
      const end = heads[index + 1]?.index ?? text.length;
      kept += blank(text.slice(at, start)) + text.slice(start, end);
      at = end;
    });
    return kept + blank(text.slice(at));
  };
  const hasDown = heads.some(([, name]) => name === 'down.sql');
  return { up: only('migration.sql'), ...(hasDown ? { down: only('down.sql') } : {}) };
}
