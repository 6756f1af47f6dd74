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
