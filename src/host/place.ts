import { type Command, Range, type TextDocumentShowOptions, Uri } from 'vscode';
import type { Place } from '../server/requests';

/** The protocol's range as VS Code's. */
export function toRange({ range: { start, end } }: Place): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** A command that opens a place and selects it. */
export function openCommand(place: Place): Command {
  const options: TextDocumentShowOptions = { selection: toRange(place), preview: true };
  return { command: 'vscode.open', title: 'Open', arguments: [Uri.parse(place.uri), options] };
}

/** The place as a link that VS Code opens at its line. */
export function linkTo(place: Place): string {
  const { line, character } = place.range.start;
  return `${place.uri}#L${line + 1},${character + 1}`;
}
