import type { ColumnChange, ConstraintSpec, Operation, QualifiedName } from '../../../model';
import { readColumn } from '../column';
import { type Cursor, spanFrom } from '../cursor';
import { opaqueFrom } from '../opaque';

/** MODIFY of one column: what is written changes, all else stays ("ALTER TABLE", modify_col_properties). `c` stands at its name. */
export function readModified(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  const reading = readColumn(c);
  if (!reading) return undefined;
  const { column: spec, unknown } = reading;
  if (unknown.join(' ').toLowerCase() === 'drop identity')
    return [
      { kind: 'alterColumn', table, column: spec.name, change: { kind: 'dropIdentity' }, span: spanFrom(c, start) },
    ];
  const span = spanFrom(c, start);
  const changes: ColumnChange[] = [];
  if (spec.type) changes.push({ kind: 'setType', type: spec.type });
  // A default is never gone, only NULL.
  if (spec.default?.kind === 'null') changes.push({ kind: 'dropDefault' });
  else if (spec.default) changes.push({ kind: 'setDefault', value: spec.default });
  if (spec.identity) changes.push({ kind: 'setIdentity', identity: spec.identity });
  if (spec.generated) changes.push({ kind: 'setExpression', expression: spec.generated.expression });
  if (spec.nullable === false) changes.push({ kind: 'setNotNull' });
  if (spec.nullable === true) changes.push({ kind: 'dropNotNull' });
  const found: Operation[] = changes.map((change) => ({ kind: 'alterColumn', table, column: spec.name, change, span }));
  for (const constraint of spec.constraints.filter((one: ConstraintSpec) => one.kind !== 'notNull'))
    found.push({ kind: 'addConstraint', table, constraint, span });
  // VISIBLE, ENCRYPT and the like say nothing of the values.
  if (found.length === 0)
    found.push({
      kind: 'alterColumn',
      table,
      column: spec.name,
      change: { kind: 'setStorage', text: textOf(c, start) },
      span,
    });
  if (unknown.length === 0) return found;
  return [...found, opaqueFrom(c, `Part of this column was not understood: ${unknown.slice(0, 4).join(' ')}.`, start)];
}

function textOf(c: Cursor, start: number): string {
  return c.source.text.slice(start, spanFrom(c, start).end.offset);
}
