import type { AddConstraint, ConstraintSpec } from '../../model';
import type { PlanContext } from '../context';
import type { Pattern } from '../pattern';
import { validated } from '../pieces/validated';
import { plainStep } from '../plain';
import { madeName, nowhere, spoken } from '../words';

/** A foreign key or check on a table in use: NOT VALID first, which reads nothing, then validated beside reads and writes. */
export const pattern: Pattern = {
  id: 'add-foreign-key',
  takes([first], context) {
    if (first?.kind !== 'addConstraint' || context.table(first.table) === undefined) return 0;
    const { kind, notValid } = first.constraint;
    return (kind === 'foreignKey' || kind === 'check') && notValid !== true ? 1 : 0;
  },
  plan([first], context) {
    if (first?.kind !== 'addConstraint') return { title: 'nothing', steps: [], deploys: [], notes: [] };
    const named = withName(first);
    const title = titleOf(named);
    const table = context.table(first.table);
    const isPlain =
      context.dialect !== 'postgresql' ||
      context.isNew(first.table) ||
      context.isSmall(first.table) ||
      table?.partitionBy;
    const steps = isPlain
      ? [plainStep([named], context, { name: title, why: plainWhy(named, context) })]
      : validated(context, named);
    const notes = isPlain
      ? []
      : [
          `Rows that break the rule make the validating step fail, and nothing is changed then. New rows are checked from the first step on.`,
        ];
    return { title, steps, deploys: [], notes };
  },
};

function withName(operation: AddConstraint): AddConstraint {
  const { constraint, table } = operation;
  if (constraint.name !== undefined) return operation;
  const name = {
    name: madeName(table.name, ...columnsOf(constraint), constraint.kind === 'check' ? 'check' : 'fkey'),
    span: nowhere,
  };
  return { ...operation, constraint: { ...constraint, name } };
}

function columnsOf(constraint: ConstraintSpec): readonly string[] {
  if (constraint.kind === 'foreignKey') return constraint.columns.map(({ name }) => name);
  return constraint.kind === 'check' ? constraint.expression.columns.slice(0, 2) : [];
}

function titleOf({ constraint, table }: AddConstraint): string {
  if (constraint.kind === 'foreignKey') return `reference ${spoken(constraint.refTable)} from ${spoken(table)}`;
  return `check ${columnsOf(constraint).join(' and ') || 'rows'} of ${spoken(table)}`;
}

function plainWhy({ table, constraint }: AddConstraint, context: PlanContext): string {
  if (context.isNew(table)) return `${spoken(table)} is new: there is nothing to read.`;
  if (context.isSmall(table)) return `${spoken(table)} is small: reading it takes a moment.`;
  if (context.dialect === 'sqlite')
    return 'SQLite rebuilds the table: a new one, the rows copied, the old one dropped.';
  if (context.dialect === 'mysql' || context.dialect === 'mariadb')
    return constraint.kind === 'foreignKey'
      ? 'With foreign_key_checks on, the table is copied while writes wait: at a quiet hour, or with gh-ost or pt-online-schema-change where it is large.'
      : 'The table is copied while writes wait: at a quiet hour, or with pt-online-schema-change where it is large.';
  return 'Every row is read while the table is locked: at a quiet hour.';
}
