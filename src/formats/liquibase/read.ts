import type { Conditional, Script, Statement } from '../../model';
import type { ReadContext, ReadFile } from '../format';
import {
  type Changelog,
  type ChangeSet,
  childrenOf,
  contentOf,
  type Element,
  isTrue,
  parseChangelog,
  textOf,
} from './changelog';
import { type Reading, statementsOf } from './changes';
import { runs } from './guards';
import { filled, isFor, type Properties, propertiesOf } from './scope';
import { inverseOf } from './sql/inverse';
import { transactionOf } from './transaction';

/** Reads a change set of a changelog, or all of them where none is asked for. */
export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const changelog = parseChangelog(file.uri, file.text);
  const others = (context.together ?? [])
    .filter(({ uri }) => !/\.sql$/i.test(uri))
    .map(({ uri, text }) => parseChangelog(uri, text));
  const properties = propertiesOf([...others, changelog], context.dialect);
  const wanted = changelog.changeSets.filter(({ part }) => context.part === undefined || part === context.part);
  const done = wanted.map((set) => readChangeSet(changelog, set, properties, context));
  const [only] = wanted;
  const rest = (at: Element | undefined) => notes(changelog, at);
  const up: Script = {
    uri: file.uri,
    statements: done.flatMap((one) => one.up),
    ...rest(context.part === undefined ? undefined : only?.element),
  };
  const stuck = done.map(({ down }) => down).find((down) => typeof down === 'string');
  const downs = done.flatMap(({ down }) => (typeof down === 'string' ? [] : [down])).reverse();
  const down: Script = { uri: file.uri, statements: downs.flat(), comments: [], problems: [] };
  return {
    up,
    ...(typeof stuck === 'string' ? { irreversible: stuck } : done.length > 0 ? { down } : {}),
    ...(context.part !== undefined && only
      ? { at: changelog.host.lines.span(only.element.start, only.element.end) }
      : {}),
    transaction: transactionOf(only?.element, context.dialect),
  };
}

/** Comments and problems of the changelog, or of the part of it; the first part has what stands before it. */
function notes(
  { host, comments, problems, changeSets }: Changelog,
  part: Element | undefined,
): Pick<Script, 'comments' | 'problems'> {
  const isFirst = part === changeSets[0]?.element;
  const inside = (start: number) => part === undefined || (start < part.end && (isFirst || start >= part.start - 1));
  return {
    comments: comments
      .filter(({ start }) => inside(start))
      .map(({ start, end, text }) => ({ span: host.lines.span(start, end), text })),
    problems: problems.filter(({ span }) => inside(span.start.offset)),
  };
}

interface Both {
  readonly up: readonly Statement[];
  /** The way back, or why there is none. */
  readonly down: readonly Statement[] | string;
}

function readChangeSet(changelog: Changelog, set: ChangeSet, properties: Properties, context: ReadContext): Both {
  const element = filled(set.element, properties);
  const { host } = changelog;
  const { dialect, version } = context;
  const when = runs(element, dialect);
  if (!isFor(textOf(element, 'dbms'), dialect) || when === 'never' || isTrue(element, 'ignore'))
    return { up: [], down: [] };
  const conditional = conditionalOf(changelog, element, when);
  const reading: Reading = {
    host,
    engine: { dialect, ...(version ? { version } : {}) },
    context,
    changeSet: element,
    direction: 'up',
    ...(conditional ? { conditional } : {}),
  };
  const changes = changesIn(element);
  return {
    up: statementsOf(reading, changes),
    down: downOf({ ...reading, direction: 'rollback' }, changelog, changes, properties),
  };
}

const NO_CHANGES: ReadonlySet<string> = new Set([
  'preConditions',
  'rollback',
  'modifySql',
  'comment',
  'validCheckSum',
  'labels',
]);

function changesIn(element: Element): readonly Element[] {
  return element.children.filter(({ name }) => !NO_CHANGES.has(name));
}

/** A change set that asks before it runs, or runs in some contexts only. */
function conditionalOf({ host }: Changelog, element: Element, when: 'always' | 'depends'): Conditional | undefined {
  if (when === 'depends') {
    const asked = element.children.find(({ name }) => name === 'preConditions') ?? element;
    return { kind: 'guard', span: host.lines.span(asked.start, asked.end) };
  }
  const context = element.attributes.get('contextFilter') ?? element.attributes.get('context');
  return context && context.text.trim() !== ''
    ? { kind: 'guard', span: host.lines.span(context.start, context.end) }
    : undefined;
}

function downOf(
  reading: Reading,
  changelog: Changelog,
  changes: readonly Element[],
  properties: Properties,
): Both['down'] {
  const explicit = childrenOf(reading.changeSet, 'rollback');
  const inAttribute = reading.changeSet.attributes.get('rollback');
  if (explicit.length > 0) return explicit.flatMap((rollback) => rollbackOf(reading, changelog, rollback, properties));
  if (inAttribute) {
    const rollback: Element = {
      name: 'rollback',
      start: inAttribute.start,
      end: inAttribute.end,
      attributes: new Map(),
      children: [],
      text: inAttribute,
    };
    return rollbackOf(reading, changelog, rollback, properties);
  }
  const inverses: Element[] = [];
  for (const change of changes.filter((one) => isFor(textOf(one, 'dbms'), reading.engine.dialect))) {
    const inverse = inverseOf(change);
    if (!inverse) return `Liquibase cannot undo ${change.name} by itself, and the change set has no rollback.`;
    inverses.unshift(...inverse);
  }
  return statementsOf(reading, inverses);
}

/** A rollback is changes, SQL, or another change set that is run again. */
function rollbackOf(
  reading: Reading,
  changelog: Changelog,
  rollback: Element,
  properties: Properties,
): readonly Statement[] {
  const [id, author] = [textOf(rollback, 'changeSetId'), textOf(rollback, 'changeSetAuthor')];
  if (id !== undefined) {
    const other = changelog.changeSets.find((set) => set.id === id && (author === undefined || set.author === author));
    return other ? statementsOf(reading, changesIn(filled(other.element, properties))) : [];
  }
  const text = contentOf(rollback);
  const sql: readonly Element[] = text ? [{ ...rollback, name: 'sql', children: [] }] : [];
  return statementsOf(reading, [...changesIn(rollback), ...sql]);
}
