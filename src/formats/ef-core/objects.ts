import type { Dialect, Operation, QualifiedName, Statement } from '../../model';
import { spanOf, statement, typeAt } from '../code/build';
import type { ColumnContext } from './column-spec';
import { columnOf, hasSchemas } from './mapping';
import type { Entity, Model } from './model';
import { storeType } from './store-types';

/** Extensions, enums and sequences. */
export function objects(model: Model, dialect: Dialect): readonly Statement[] {
  const extensions = model.extensions.map((extension) =>
    statement(extension.span, [{ kind: 'createExtension', span: extension.span, extension, ifNotExists: true }]),
  );
  const enums = model.enums.map(({ module, place, type, values }) =>
    statement(spanOf(module, place), [{ kind: 'createEnum', span: spanOf(module, place), type, values }]),
  );
  const sequences = model.sequences.map(({ module, place, sequence, clr }) => {
    const word = clr && storeType(clr, {}, dialect);
    const dataType = word === undefined ? {} : { dataType: typeAt(module, word, place, dialect) };
    return statement(spanOf(module, place), [
      { kind: 'createSequence', span: spanOf(module, place), sequence, ...dataType },
    ]);
  });
  return [...(dialect === 'postgresql' ? [...extensions, ...enums] : []), ...sequences];
}

/** `ToView`: the view is there, made by SQL that the model does not have. */
export function viewsOf(model: Model, dialect: Dialect): readonly Statement[] {
  return [...model.entities.values()].flatMap((entity): readonly Statement[] => {
    const { view, module } = entity;
    if (!view || entity.base) return [];
    const span = spanOf(module, entity.place);
    const columns = [...entity.properties.values()].map((property) => columnOf(model, entity, property));
    const name = { ...view, ...(view.schema === undefined || !hasSchemas(dialect) ? {} : { schema: view.schema }) };
    return [statement(span, [{ kind: 'createView', span, view: name, columns, query: '', sources: [] }])];
  });
}

/** Comments, which are statements of their own in PostgreSQL and SQL Server. */
export function commentsOf(
  table: QualifiedName,
  comment: string | undefined,
  entities: readonly Entity[],
  { model, dialect }: ColumnContext,
): readonly Operation[] {
  if (dialect !== 'postgresql' && dialect !== 'sqlserver') return [];
  const ofTable: readonly Operation[] =
    comment === undefined ? [] : [{ kind: 'commentOn', span: table.span, objectType: 'table', name: table, comment }];
  const ofColumns = entities.flatMap((entity) =>
    [...entity.properties.values()].flatMap((property): readonly Operation[] => {
      if (property.comment === undefined) return [];
      const name = columnOf(model, entity, property);
      return [{ kind: 'commentOn', span: name.span, objectType: 'column', name, table, comment: property.comment }];
    }),
  );
  return [...ofTable, ...ofColumns];
}
