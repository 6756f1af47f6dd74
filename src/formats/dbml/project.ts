import { type Entry, parseDbml } from './parse';

/** The first word of an element, in small letters. */
export function wordOf({ tokens }: Entry): string {
  return tokens[0]?.kind === 'word' ? tokens[0].text.toLowerCase() : '';
}

/** What `Project x { database_type: 'PostgreSQL' }` says. */
export function databaseType(text: string): string | undefined {
  const project = parseDbml(text).find((entry) => wordOf(entry) === 'project');
  const line = project?.body?.find((entry) => wordOf(entry) === 'database_type');
  return line?.tokens[2]?.value?.text;
}
