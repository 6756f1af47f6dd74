import type { LineIndex, TextEdit } from '../model';
import { lineIndex } from '../model';
import type { Mending, StandingFile } from './mending';
import { type Sections, sections } from './sections';

/** How files of SQL tell their tool to leave the transaction out: a line at the top, or words behind the marker of the way up. */
type OptOut = { readonly kind: 'top'; readonly line: string } | { readonly kind: 'marker'; readonly words: string };

const BY_MARKERS: Readonly<Partial<Record<Sections['tool'], OptOut>>> = {
  goose: { kind: 'top', line: '-- +goose NO TRANSACTION' },
  dbmate: { kind: 'marker', words: ' transaction:false' },
  'sql-migrate': { kind: 'marker', words: ' notransaction' },
  tern: { kind: 'top', line: '---- tern: disable-tx ----' },
};

const MARKER = /^[ \t]*--[ \t]*(?:migrate:up|\+migrate[ \t]+up)\b/im;

function written({ text }: StandingFile, optOut: OptOut, lines: LineIndex): TextEdit | undefined {
  if (optOut.kind === 'top') return { span: lines.span(0, 0), newText: `${optOut.line}\n` };
  const found = MARKER.exec(text);
  const at = found ? found.index + found[0].length : undefined;
  return at === undefined ? undefined : { span: lines.span(at, at), newText: optOut.words };
}

/** The words of the tool that the file's markers tell. */
export function markedOptOut(tool?: Sections['tool']): Mending {
  return {
    leave: (file) => {
      const optOut = BY_MARKERS[tool ?? sections(file.text).tool];
      const edit = optOut && written(file, optOut, lineIndex(file.uri, file.text));
      return edit && [edit];
    },
  };
}

/** A line that stands above everything else. */
export function topLine(line: string): Mending {
  return {
    leave: ({ uri, text }) => [{ span: lineIndex(uri, text).span(0, 0), newText: `${line}\n\n` }],
  };
}
