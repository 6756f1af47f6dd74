import { lineIndex } from '../../../model';
import { type Element, type Host, type Tree, textOf } from './element';
import { isFormattedSql, parseFormattedSql, rawSql } from './formatted-sql';
import { parseXml } from './xml';
import { parseYaml } from './yaml';

export * from './element';
export { isFormattedSql } from './formatted-sql';

/** One change set, with the name by which one file's are told apart. */
export interface ChangeSet {
  readonly part: string;
  readonly id: string;
  readonly author: string;
  readonly element: Element;
}

/** A changelog read, in whichever of its languages. */
export interface Changelog extends Tree {
  readonly host: Host;
  readonly changeSets: readonly ChangeSet[];
}

/** True when a text is a changelog of some language. */
export function isChangelog(path: string, text: string): boolean {
  return /\.sql$/i.test(path) ? isFormattedSql(text) : text.includes('databaseChangeLog');
}

/** The last changelogs read: the parts of one file are asked for one after another. */
const MOST_KEPT = 8;
const kept = new Map<string, Changelog>();

/** Reads a changelog, or remembers it. */
export function parseChangelog(uri: string, text: string): Changelog {
  const known = kept.get(uri);
  if (known?.host.text === text) return known;
  const host: Host = { uri, text, lines: lineIndex(uri, text) };
  const tree = parse(host);
  const changelog: Changelog = { ...tree, host, changeSets: changeSetsIn(tree.root) };
  kept.delete(uri);
  kept.set(uri, changelog);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return changelog;
}

function parse(host: Host): Tree {
  const file = host.uri.toLowerCase();
  if (file.endsWith('.sql')) return isFormattedSql(host.text) ? parseFormattedSql(host) : rawSql(host);
  return file.endsWith('.xml') ? parseXml(host) : parseYaml(host);
}

function changeSetsIn(root: Element | undefined): readonly ChangeSet[] {
  const seen = new Map<string, number>();
  return (root?.children ?? [])
    .filter(({ name }) => name === 'changeSet')
    .map((element) => {
      const [id, author] = [textOf(element, 'id') ?? '', textOf(element, 'author') ?? ''];
      const part = `${author}:${id}`;
      const count = (seen.get(part) ?? 0) + 1;
      seen.set(part, count);
      return { part: count === 1 ? part : `${part}#${count}`, id, author, element };
    });
}
