import type { Dialect } from '../../model';
import { childOf, type Element, plainValue, textOf } from './changelog';
import { isFor } from './scope';

/** What is known of a condition before it is asked: only `dbms` can be told from the file. */
type Answer = 'yes' | 'no' | 'unknown';

function answerOf(condition: Element, dialect: Dialect): Answer {
  const all = () => condition.children.map((child) => answerOf(child, dialect));
  switch (condition.name) {
    case 'dbms':
      return isFor(textOf(condition, 'type'), dialect) ? 'yes' : 'no';
    case 'not': {
      const inner = and(all());
      return inner === 'unknown' ? inner : inner === 'yes' ? 'no' : 'yes';
    }
    case 'or': {
      const answers = all();
      if (answers.includes('yes')) return 'yes';
      return answers.length > 0 && answers.every((answer) => answer === 'no') ? 'no' : 'unknown';
    }
    case 'and':
    case 'preConditions':
      return and(all());
    default:
      return 'unknown';
  }
}

function and(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.every((answer) => answer === 'yes') ? 'yes' : 'unknown';
}

/** Whether a change set's pre-conditions let it run (docs.liquibase.com, "Preconditions"). */
export function runs(changeSet: Element, dialect: Dialect): 'always' | 'never' | 'depends' {
  const conditions = childOf(changeSet, 'preConditions');
  if (!conditions) return 'always';
  const answer = answerOf(conditions, dialect);
  if (answer === 'no') return 'never';
  // HALT stops the deployment and WARN goes on: where the change set runs, it runs.
  const skips = /^(?:MARK_RAN|CONTINUE)$/i.test(textOf(conditions, 'onFail') ?? '');
  return answer === 'yes' || !skips ? 'always' : 'depends';
}

interface Fact {
  readonly kind: string;
  readonly holds: 'there' | 'absent';
  readonly table: string;
  readonly object: string;
}

const same = (text: string | undefined) => (text ?? '').toLowerCase();

function factsOf(condition: Element, holds: Fact['holds']): readonly Fact[] {
  if (condition.name === 'not')
    return condition.children.flatMap((child) => factsOf(child, holds === 'there' ? 'absent' : 'there'));
  if (condition.name === 'and' || condition.name === 'preConditions' || condition.name === 'or')
    return condition.children.flatMap((child) => factsOf(child, holds));
  const object = ['indexName', 'columnName', 'sequenceName', 'viewName']
    .map((key) => textOf(condition, key))
    .find(Boolean);
  return [{ kind: condition.name, holds, table: same(textOf(condition, 'tableName')), object: same(object) }];
}

/** Which condition on its own object turns a change into one that looks first. */
const LOOKS: Readonly<
  Record<string, { readonly kind: string; readonly key: string; readonly flag: string; readonly holds: Fact['holds'] }>
> = {
  createTable: { kind: 'tableExists', key: 'tableName', flag: 'ifNotExists', holds: 'absent' },
  dropTable: { kind: 'tableExists', key: 'tableName', flag: 'ifExists', holds: 'there' },
  dropColumn: { kind: 'columnExists', key: 'columnName', flag: 'ifExists', holds: 'there' },
  createIndex: { kind: 'indexExists', key: 'indexName', flag: 'ifNotExists', holds: 'absent' },
  dropIndex: { kind: 'indexExists', key: 'indexName', flag: 'ifExists', holds: 'there' },
  dropView: { kind: 'viewExists', key: 'viewName', flag: 'ifExists', holds: 'there' },
  dropSequence: { kind: 'sequenceExists', key: 'sequenceName', flag: 'ifExists', holds: 'there' },
};

/** A change whose pre-condition asks for its own object says IF EXISTS or IF NOT EXISTS. */
export function looking(change: Element, changeSet: Element): Element {
  const looks = LOOKS[change.name];
  const conditions = childOf(changeSet, 'preConditions');
  if (!looks || !conditions || change.attributes.has(looks.flag)) return change;
  const own = same(textOf(change, looks.key));
  const table = same(textOf(change, 'tableName'));
  const isAsked = factsOf(conditions, 'there').some(
    (fact) =>
      fact.kind === looks.kind &&
      fact.holds === looks.holds &&
      (looks.kind === 'tableExists'
        ? fact.table === own
        : fact.object === own && (fact.table === '' || fact.table === table)),
  );
  if (!isAsked) return change;
  const attributes = new Map(change.attributes);
  attributes.set(looks.flag, plainValue('true', change.start, change.start));
  return { ...change, attributes };
}
