import type { TextEdit } from '../../model';
import { printScript } from '../../sql';
import type { Change, MendContext, Mending, StandingFile } from '../mending';
import { type Changelog, type Element, parseChangelog } from './changelog';

/** Attributes and changes of a change set, in XML and in formatted SQL; YAML and JSON are left to their owner's layout. */

function changeSetAt({ changeSets }: Changelog, offset: number): Element | undefined {
  return changeSets.find(({ element }) => element.start <= offset && offset < element.end)?.element;
}

/** Where the head of a change set ends: behind the last attribute of the tag, or of the comment's line. */
function headEnd({ uri, text }: StandingFile, element: Element): number | undefined {
  const ends = [...element.attributes.values()].map(({ end }) => end + 1);
  if (/\.xml$/i.test(uri)) return ends.length > 0 ? Math.max(...ends) : undefined;
  const line = /^[ \t]*--[ \t]*changeset[^\r\n]*/i.exec(text.slice(element.start));
  return line ? element.start + line[0].length : undefined;
}

function leaving(file: StandingFile, changelog: Changelog, offset: number): readonly TextEdit[] | undefined {
  const element = changeSetAt(changelog, offset);
  if (!element || element.attributes.has('runInTransaction')) return undefined;
  const isXml = /\.xml$/i.test(file.uri);
  if (!isXml && !/\.sql$/i.test(file.uri)) return undefined;
  const at = headEnd(file, element);
  const newText = isXml ? ' runInTransaction="false"' : ' runInTransaction:false';
  return at === undefined ? undefined : [{ span: changelog.host.lines.span(at, at), newText }];
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function elementAt(changeSet: Element, { start, end }: Change['statement']['span']): Element | undefined {
  return changeSet.children.find((one) => one.start === start.offset && one.end === end.offset);
}

function asSql({ uri, text }: StandingFile, changelog: Changelog, change: Change, { dialect }: MendContext) {
  const { start, end } = change.statement.span;
  const changeSet = changeSetAt(changelog, start.offset);
  const element = changeSet && elementAt(changeSet, change.statement.span);
  const rollsBack = changeSet?.children.some(({ name }) => name === 'rollback');
  const { statements, unsupported } = printScript(change.to, dialect);
  if (!element || !/\.xml$/i.test(uri) || unsupported.length > 0 || isShared(change)) return undefined;
  const lineStart = text.lastIndexOf('\n', start.offset) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, start.offset))?.[0] ?? '';
  const sql = statements.map((one) => `<sql>${escaped(one.trim().replace(/;$/, ''))}</sql>`);
  // Liquibase takes its own changes back by itself, SQL only by what is written.
  const back = rollsBack ? [] : rollbackOf(change);
  const newText = [...sql, ...back].join(`\n${indent}`);
  return [{ span: changelog.host.lines.span(start.offset, end.offset), newText }];
}

function isShared({ script, statement }: Change): boolean {
  return script.statements.some((one) => one !== statement && one.span.start.offset === statement.span.start.offset);
}

const plain = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name}"`);

function rollbackOf({ from }: Change): readonly string[] {
  const [own] = from;
  if (own?.kind === 'createIndex' && own.index.name)
    return [`<rollback>DROP INDEX CONCURRENTLY ${plain(own.index.name.name)}</rollback>`];
  if (own?.kind === 'addConstraint' && own.constraint.name)
    return [
      `<rollback>ALTER TABLE ${plain(own.table.name)} DROP CONSTRAINT ${plain(own.constraint.name.name)}</rollback>`,
    ];
  return [];
}

export const mend: Mending = {
  rewrite: (file, change, context) => {
    const changelog = parseChangelog(file.uri, file.text);
    const made = asSql(file, changelog, change, context);
    const free = change.transaction === 'leave' ? leaving(file, changelog, change.statement.span.start.offset) : [];
    return made && free && [...made, ...free];
  },
  leave: (file, { statement }) => leaving(file, parseChangelog(file.uri, file.text), statement.span.start.offset),
};
