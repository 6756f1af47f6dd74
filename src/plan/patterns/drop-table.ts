import type { Operation, QualifiedName, Table } from '../../model';
import type { PlanContext } from '../context';
import type { Pattern } from '../pattern';
import { step } from '../pieces/make';
import { plainChange } from '../plain';
import { nameOf, spoken, tableOf } from '../words';

/** Code stops naming the table, and only then it goes, after the references to it. */
export const pattern: Pattern = {
  id: 'drop-table',
  takes([first], context) {
    return first?.kind === 'dropTable' && context.table(first.table) !== undefined ? 1 : 0;
  },
  plan([first], context) {
    const table = first?.kind === 'dropTable' ? context.table(first.table) : undefined;
    if (first?.kind !== 'dropTable' || table === undefined)
      return { title: 'nothing', steps: [], deploys: [], notes: [] };
    const title = `drop ${spoken(table)}`;
    if (context.isNew(first.table))
      return plainChange([first], context, { name: title, why: `${spoken(table)} is new.` });
    const { cascade: _cascade, ...bare } = first;
    const last = step(context, {
      name: title,
      phase: 'contract',
      stage: 1,
      up: [bare],
      irreversible: `the rows of ${spoken(table)} are lost; take a backup of them first`,
      why: 'The rows are lost.',
    });
    return {
      title,
      steps: [...references(first.table, table, context), last],
      deploys: [`Release code that does not name ${spoken(table)}.`],
      notes: [],
    };
  },
};

/** Each reference is dropped by itself: it locks both its tables. */
function references(name: QualifiedName, table: Table, context: PlanContext) {
  return [...context.schema.tables.values()].flatMap((other) =>
    other === table
      ? []
      : other.foreignKeys
          .filter(({ refTable }) => context.table(refTable) === table)
          .map((key) => {
            const { name: constraint, at, inline: _inline, ...spec } = key;
            const own: Operation = {
              kind: 'addConstraint',
              table: { name: other.name, span: at, ...(other.schema === undefined ? {} : { schema: other.schema }) },
              constraint: {
                ...spec,
                name: { name: constraint, span: at },
                ...(context.dialect === 'postgresql' ? { notValid: true } : {}),
              },
              span: at,
            };
            const word = context.dialect === 'mysql' || context.dialect === 'mariadb' ? 'FOREIGN KEY' : 'CONSTRAINT';
            return step(context, {
              name: `drop ${constraint} of ${other.name}`,
              phase: 'contract',
              stage: 1,
              up: [`ALTER TABLE ${tableOf(context, other)} DROP ${word} ${nameOf(context, constraint)}`],
              down: [own],
              why: `${spoken(other)} references ${spoken(name)}, which goes next.`,
            });
          }),
  );
}
