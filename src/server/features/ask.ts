import type { Finding, Migration, Span } from '../../model';
import { toPlace } from '../convert';
import type { IndexView } from '../index-view';
import type { AskArgument, Place } from '../requests';

const startOfFile = (uri: string): Place => ({
  uri,
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
});

/** What "Ask the architect" puts into the panel's box. */
export function askAboutFinding(index: IndexView, finding: Finding): AskArgument {
  return {
    text: 'Why does this matter here, and what is the safest way to change it?',
    about: {
      kind: 'finding',
      label: finding.rule,
      detail: `${finding.rule} in ${index.path(finding.span.uri)}:${finding.span.start.line + 1}: ${finding.message}`,
      place: toPlace(finding.span),
    },
  };
}

export function askAboutTable(index: IndexView, name: string, at: Span): AskArgument {
  return {
    text: `What should I know about ${name}, and what would you improve?`,
    about: { kind: 'table', label: name, detail: `${name} in ${index.path(at.uri)}`, place: toPlace(at) },
  };
}

export function askAboutMigration(index: IndexView, migration: Migration): AskArgument {
  const path = index.path(migration.uri);
  const { at, version, name } = migration;
  const file = path.split('/').pop() ?? path;
  return {
    text: 'Is this migration safe to run in production, and how should it be deployed?',
    about: at
      ? { kind: 'migration', label: version, detail: `${version} ${name} in ${path}`, place: toPlace(at) }
      : { kind: 'migration', label: file, detail: path, place: startOfFile(migration.uri) },
  };
}

export function askAboutFile(index: IndexView, uri: string): AskArgument {
  const path = index.path(uri);
  return {
    text: 'What does this file do to the schema, and what would you change?',
    about: { kind: 'file', label: path.split('/').pop() ?? path, detail: path, place: startOfFile(uri) },
  };
}
