import {
  type ColumnSpec,
  type ConstraintSpec,
  type Ident,
  isMysqlFamily,
  type Operation,
  type QualifiedName,
} from '../../../model';
import { column, expressionAt, identAt, keyColumns, opaque, spanOf, typeAt } from '../build';
import type { Field, FieldKind } from './field';
import { foreignKeyName, indexName } from './names';
import { columnName, keyOf, type Model, type Project, tableOf, targetOf } from './state';
import { columnCheck, columnType, isAuto, referenceType } from './types';

/** The column that a field makes, and the constraints and indexes that come with it (django/db/backends/base/schema.py). */

export function tableIdent(model: Model, project: Project): QualifiedName {
  const name = tableOf(model, project.setting);
  // `"schema"."table"`: a trick that many use to name a schema.
  const schema = /^"?([^".]+)"?\."?([^".]+)"?$/.exec(name);
  const at = identAt(model.from, schema?.[2] ?? name, model.nameAt);
  return schema?.[1] === undefined ? at : { ...at, schema: schema[1] };
}

export function columnIdent(field: Field): Ident {
  return identAt(field.from, columnName(field), field.nameAt);
}

/** The kind of value in the column: a reference's is its target's. */
function storedKind(field: Field, model: Model, project: Project): FieldKind | undefined {
  if (field.kind.kind !== 'foreignKey') return field.kind;
  return targetOf(project, keyOf(field.kind.relation.to, model, project.setting), field.kind.relation.toField).type;
}

export function typeText(field: Field, model: Model, project: Project): string | undefined {
  const { dialect, modern } = project.setting;
  const kind = storedKind(field, model, project);
  if (!kind) return undefined;
  return field.kind.kind === 'foreignKey' ? referenceType(kind, dialect, modern) : columnType(kind, dialect, modern);
}

function identityOf(field: Field, project: Project): ColumnSpec['identity'] {
  if (field.kind.kind !== 'plain' || !isAuto(field.kind.type)) return undefined;
  const { dialect, modern } = project.setting;
  if (isMysqlFamily(dialect) || dialect === 'sqlite') return 'auto increment';
  return modern || dialect !== 'postgresql' ? 'by default' : undefined;
}

/** The column as the field declares it, with NOT NULL, its key, UNIQUE and check. */
export function columnSpec(field: Field, model: Model, project: Project): ColumnSpec {
  const { dialect } = project.setting;
  const name = columnIdent(field);
  const span = spanOf(field.from, { start: field.nameAt.start, end: Math.max(field.place.end, field.nameAt.end) });
  const at = spanOf(field.from, field.place);
  const type = typeText(field, model, project);
  const check = columnCheck(storedKindOfOwn(field), name.name, dialect);
  const identity = identityOf(field, project);
  const inline = { span: at, inline: true } as const;
  const constraints: readonly ConstraintSpec[] = [
    ...(field.primaryKey ? [{ ...inline, kind: 'primaryKey', columns: keyColumns([name]) } as const] : []),
    ...(field.unique ? [{ ...inline, kind: 'unique', columns: keyColumns([name]) } as const] : []),
    ...(check === undefined
      ? []
      : [{ ...inline, kind: 'check', expression: expressionAt(field.from, check, field.place, dialect) } as const]),
  ];
  return column(name, span, {
    ...(type === undefined ? {} : { type: typeAt(field.from, type, field.place, dialect) }),
    nullable: field.nullable,
    nullableSpan: at,
    ...(field.databaseDefault ? { default: field.databaseDefault } : {}),
    ...(identity ? { identity } : {}),
    ...(field.generated ? { generated: field.generated } : {}),
    ...(field.collation === undefined ? {} : { collation: field.collation }),
    ...(field.comment === undefined ? {} : { comment: field.comment }),
    constraints,
  });
}

/** Only the field's own class has a check; a reference to a positive number has none. */
function storedKindOfOwn(field: Field): FieldKind {
  return field.kind;
}

/** The foreign key of a reference: Django checks at commit where the engine can (`DEFERRABLE INITIALLY DEFERRED`). */
export function foreignKey(field: Field, model: Model, project: Project): ConstraintSpec | undefined {
  if (field.kind.kind !== 'foreignKey' || !field.kind.relation.constraint) return undefined;
  const { setting } = project;
  const { toAt, onDelete } = field.kind.relation;
  const target = targetOf(project, keyOf(field.kind.relation.to, model, setting), field.kind.relation.toField);
  const name =
    field.made?.foreignKey ?? foreignKeyName(tableOf(model, setting), columnName(field), target, setting.dialect);
  const canDefer = setting.dialect === 'postgresql' || setting.dialect === 'sqlite' || setting.dialect === 'oracle';
  return {
    kind: 'foreignKey',
    span: spanOf(field.from, field.place),
    ...(setting.dialect === 'sqlite' ? {} : { name: identAt(field.from, name, field.nameAt) }),
    columns: [columnIdent(field)],
    refTable: identAt(field.from, target.table, toAt ?? field.place),
    refColumns: [identAt(field.from, target.column, toAt ?? field.place)],
    ...(onDelete === undefined ? {} : { onDelete }),
    ...(canDefer ? { deferrable: 'initially deferred' } : {}),
  };
}

/** A field with the names that its constraints have from here on. */
export function asMade(field: Field, model: Model, project: Project): Field {
  const isKey = field.kind.kind === 'foreignKey' && field.kind.relation.constraint;
  const { unique: named, check: known, foreignKey: kept } = field.made ?? {};
  if (named !== undefined && known !== undefined && (kept !== undefined || !isKey)) return field;
  const key = foreignKey(field, model, project);
  const place = `${tableOf(model, project.setting)}_${columnName(field)}`;
  const unique = field.made?.unique ?? `${place}_key`;
  const check = field.made?.check ?? `${place}_check`;
  const { joinKeys } = field.made ?? {};
  return {
    ...field,
    made: { ...(joinKeys ? { joinKeys } : {}), ...(key?.name ? { foreignKey: key.name.name } : {}), unique, check },
  };
}

/** The index of `db_index` and of references; on PostgreSQL texts that are indexed or unique have one more for LIKE. */
export function fieldIndexes(field: Field, model: Model, project: Project): readonly Operation[] {
  const { dialect } = project.setting;
  const table = tableIdent(model, project);
  const name = columnIdent(field);
  const span = spanOf(field.from, field.place);
  const made: Operation[] = [];
  // MySQL makes an index for a foreign key by itself (mysql/schema.py `_field_should_be_indexed`).
  const engineMakes = isMysqlFamily(dialect) && field.kind.kind === 'foreignKey' && field.kind.relation.constraint;
  const index = (suffix: string, operatorClass?: string): Operation => ({
    kind: 'createIndex',
    span,
    table,
    index: {
      name: identAt(field.from, indexName(table.name, [name.name], suffix, dialect), field.nameAt),
      columns: [{ column: name, span: name.span, ...(operatorClass === undefined ? {} : { operatorClass }) }],
      span,
    },
  });
  const spatial = spatialIndex(field, model, project);
  if (spatial) return [spatial];
  if (field.indexed && !engineMakes) made.push(index(''));
  if (dialect === 'postgresql' && (field.indexed || field.unique || field.primaryKey)) {
    const type = typeText(field, model, project);
    if (type !== undefined && field.collation === undefined && /^varchar(?!.*\[)/.test(type))
      made.push(index('_like', 'varchar_pattern_ops'));
    if (type === 'text' && field.collation === undefined) made.push(index('_like', 'text_pattern_ops'));
  }
  return made;
}

/** Geometries have `spatial_index=True` unless they say otherwise (contrib/gis/db/backends/postgis/schema.py). */
function spatialIndex(field: Field, model: Model, project: Project): Operation | undefined {
  if (field.kind.kind !== 'plain' || project.setting.dialect !== 'postgresql') return undefined;
  const type = typeText(field, model, project);
  if (
    type === undefined ||
    !/^(?:geometry|geography)\(/.test(type) ||
    /spatial_index\s*=\s*False/.test(field.from.text.slice(field.place.start, field.place.end))
  )
    return undefined;
  const table = tableIdent(model, project);
  const name = columnIdent(field);
  const span = spanOf(field.from, field.place);
  const indexed = `${table.name}_${name.name}_id`;
  return {
    kind: 'createIndex',
    span,
    table,
    index: { name: identAt(field.from, indexed, field.nameAt), method: 'gist', columns: keyColumns([name]), span },
  };
}

/** Says that a column's type is not known. */
export function unknownType(field: Field): readonly Operation[] {
  const unknown =
    field.kind.kind === 'unknown'
      ? field.kind
      : field.kind.kind === 'array' && field.kind.base.kind === 'unknown'
        ? field.kind.base
        : undefined;
  if (!unknown) return [];
  const reason = `The field class ${unknown.type} is not known, so the type of the column ${columnName(field)} is not.`;
  return [opaque(field.from, field.place, reason)];
}
