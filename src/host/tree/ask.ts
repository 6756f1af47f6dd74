import type { AskArgument, FindingView, MigrationView, TableView } from '../../server/requests';

const start = { line: 0, character: 0 };

export function askAboutTable({ name, place }: TableView): AskArgument {
  return {
    text: `What should I know about ${name}, and what would you improve?`,
    about: { kind: 'table', label: name, detail: name, place },
  };
}

export function askAboutMigration({ path, uri, place, version, name }: MigrationView): AskArgument {
  const text = 'Is this migration safe to run in production, and how should it be deployed?';
  if (place)
    return { text, about: { kind: 'migration', label: version, detail: `${version} ${name} in ${path}`, place } };
  const top = { uri, range: { start, end: start } };
  return { text, about: { kind: 'migration', label: path.split('/').pop() ?? path, detail: path, place: top } };
}

export function askAboutFinding({ rule, path, place, message }: FindingView): AskArgument {
  const detail = `${rule} in ${path}:${place.range.start.line + 1}: ${message}`;
  return {
    text: 'Why does this matter here, and what is the safest way to change it?',
    about: { kind: 'finding', label: rule, detail, place },
  };
}
