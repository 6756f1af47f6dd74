import { baseName, folderOf, resolvePath } from '../../paths';
import { type Changelog, type Element, parseChangelog, textOf } from '../changelog';
import { waysTo } from '../changes';

const indentAt = (text: string, offset: number) => {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
};

const languageOf = (path: string) => path.slice(path.lastIndexOf('.') + 1).toLowerCase();

/** The include of a changelog that names a file, where one does; `includeAll` finds new files by itself. */
export function includeOf(path: string, text: string, file: string): Element | undefined {
  const includes = parseChangelog(path, text).root?.children.filter(({ name }) => name === 'include') ?? [];
  return includes.findLast((element) => {
    const named = textOf(element, 'file') ?? '';
    const relative = textOf(element, 'relativeToChangelogFile')?.toLowerCase() === 'true' ? 'relative' : 'classpath';
    const ways = waysTo(named, relative);
    const plain = ways[0] ?? named;
    return (
      ways.some((way) => resolvePath(folderOf(path), way) === file) ||
      (relative === 'classpath' && file.endsWith(`/${plain}`))
    );
  });
}

/** The changelog with another include behind one: the same words, but for the file. */
export function withInclude(path: string, text: string, element: Element, file: string): string {
  const [from, to] = entryOf(path, text, element);
  const entry = text.slice(from, to);
  const named = element.attributes.get('file');
  if (!named) return text;
  const [start, end] = [named.start - from, named.end - from];
  const folder = named.text.slice(0, named.text.trimEnd().length - baseName(named.text.trim()).length);
  const copy = entry.slice(0, start) + folder + baseName(file) + entry.slice(end);
  const joint = languageOf(path) === 'json' ? ',' : '';
  return `${text.slice(0, to)}${joint}\n${indentAt(text, from)}${copy}${text.slice(to)}`;
}

/** Where an entry begins and ends: the element, with YAML's dash or JSON's braces. */
function entryOf(path: string, text: string, { start, end }: Element): readonly [number, number] {
  switch (languageOf(path)) {
    case 'json':
      return [text.lastIndexOf('{', start), text.indexOf('}', end) + 1];
    case 'yaml':
    case 'yml':
      return [text.lastIndexOf('-', start), text.slice(0, end).trimEnd().length];
    default:
      return [start, end];
  }
}

/** One step of the indentation that a changelog has: that of its first line which is moved in. */
export function tabOf({ host }: Changelog): string {
  return /^(?:\t| {2,8})(?=\S)/m.exec(host.text)?.[0] ?? '    ';
}

const indented = (lines: readonly string[], by: string) =>
  lines.map((line) => (line === '' ? '' : by + line)).join('\n');

/** The changelog with more lines at its end: behind the last thing that its root holds. */
export function appended(path: string, changelog: Changelog, lines: readonly string[]): string {
  const { text } = changelog.host;
  const last = changelog.root?.children.at(-1);
  switch (languageOf(path)) {
    case 'sql':
      return `${text.trimEnd()}\n\n${lines.join('\n')}\n`;
    case 'yaml':
    case 'yml': {
      const by = last ? indentAt(text, text.lastIndexOf('-', last.start)) : '  ';
      return `${text.trimEnd()}\n${indented(lines, by)}\n`;
    }
    case 'json': {
      if (!last) return text;
      const [from, to] = entryOf(path, text, last);
      return `${text.slice(0, to)},\n${indented(lines, indentAt(text, from))}${text.slice(to)}`;
    }
    default: {
      const close = text.lastIndexOf('</');
      const by = last ? indentAt(text, last.start) : '    ';
      const before = text.slice(0, close).trimEnd();
      return `${before}\n\n${indented(lines, by)}\n${indentAt(text, close)}${text.slice(close)}`;
    }
  }
}

/** A new changelog with the same head as another one. */
export function headed(path: string, changelog: Changelog, lines: readonly string[]): string {
  const { text } = changelog.host;
  const tab = tabOf(changelog);
  switch (languageOf(path)) {
    case 'sql':
      return `--liquibase formatted sql\n\n${lines.join('\n')}\n`;
    case 'yaml':
    case 'yml': {
      const [first] = changelog.changeSets;
      const by = first ? indentAt(text, text.lastIndexOf('-', first.element.start)) : '  ';
      return `databaseChangeLog:\n${indented(lines, by)}\n`;
    }
    case 'json':
      return `{\n${tab}"databaseChangeLog": [\n${indented(lines, tab + tab)}\n${tab}]\n}\n`;
    default:
      return `${xmlHead(changelog)}\n${indented(lines, tab)}\n</databaseChangeLog>\n`;
  }
}

/** Declaration and root tag as the project has them. */
function xmlHead({ host, root }: Changelog): string {
  const { text } = host;
  const name = /<(?:\w+:)?databaseChangeLog\b/.exec(text);
  const start = root?.start ?? name?.index ?? 0;
  const end = text.indexOf('>', start) + 1;
  const isDeclared = /^\uFEFF?<\?xml/.test(text);
  const declaration = isDeclared ? `${text.slice(0, text.indexOf('?>') + 2)}\n` : '';
  const isSpaced = /^\s*\n\s*\n/.test(text.slice(end));
  return end > 0 && name ? `${declaration}${text.slice(start, end)}${isSpaced ? '\n' : ''}` : HEAD;
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog
    xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">`;
