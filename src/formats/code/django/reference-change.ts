import type { CodeModule, Placed } from '../../../code';
import type { Operation } from '../../../model';
import { spanOf, typeAt } from '../build';
import { columnIdent, foreignKey, tableIdent, typeText } from './columns';
import type { Field } from './field';
import type { Model, Project } from './state';
import { isManaged, joinModel } from './tables';

interface Shown {
  readonly from: CodeModule;
  readonly place: Placed;
}

/**
 * Columns that refer to a key whose type changes change with it, those of many-to-many tables and of keys that refer themselves among
 * them: their foreign keys are taken off first and made again (`_alter_field`, `rels_to_update`).
 */
export function referenceChanges(
  before: Project,
  after: Project,
  old: Field,
  now: Field,
  model: Model,
  shown: Shown,
): readonly Operation[] {
  const isKey = (old.primaryKey && now.primaryKey) || (old.unique && now.unique) || (!old.primaryKey && now.primaryKey);
  if (!isKey || typeText(old, model, before) === typeText(now, model, after)) return [];
  const changed = [...after.models.values()].flatMap((one) =>
    [one, ...one.fields.flatMap((field) => joinModel(field, one, after) ?? [])].flatMap((owner) =>
      isManaged(owner) ? owner.fields.flatMap((field) => changeOf(field, owner, before, after, shown)) : [],
    ),
  );
  return [
    ...changed.flatMap(({ dropped }) => dropped),
    ...changed.flatMap(({ typed }) => typed),
    ...changed.flatMap(({ made }) => made),
  ];
}

interface Changed {
  readonly dropped: readonly Operation[];
  readonly typed: readonly Operation[];
  readonly made: readonly Operation[];
}

function changeOf(
  field: Field,
  owner: Model,
  before: Project,
  after: Project,
  { from, place }: Shown,
): readonly Changed[] {
  if (field.kind.kind !== 'foreignKey') return [];
  const type = typeText(field, owner, after);
  if (type === undefined || type === typeText(field, owner, before)) return [];
  const span = spanOf(from, place);
  const table = { ...tableIdent(owner, after), span };
  const column = { ...columnIdent(field), span };
  const key = foreignKey(field, owner, after);
  const name = key?.name ? { name: { ...key.name, span } } : {};
  return [
    {
      dropped: key ? [{ kind: 'dropConstraint', span, table, constraintKind: 'foreignKey', ...name }] : [],
      typed: [
        {
          kind: 'alterColumn',
          span,
          table,
          column,
          change: { kind: 'setType', type: typeAt(from, type, place, after.setting.dialect) },
        },
      ],
      made: key ? [{ kind: 'addConstraint', span, table, constraint: { ...key, span } }] : [],
    },
  ];
}
