import type { Dialect } from '../../model';
import { type Fields, fieldsOf, type ModelColumn, type ModelRelation } from './fields';
import { type Naming, tableText } from './names';
import { isSet } from './tags';
import type { Struct, World } from './world';

/** A struct that GORM makes a table of. */
export interface Model extends Fields {
  readonly struct: Struct;
  readonly table: string;
  readonly keys: readonly ModelColumn[];
  /** The key whose numbers the engine counts. */
  readonly counted?: ModelColumn;
}

export interface Reading {
  readonly world: World;
  readonly dialect: Dialect;
  readonly naming: Naming;
  readonly hasForeignKeys: boolean;
  readonly models: Map<Struct, Model>;
}

/** The model of a struct; `ID` is the key where none is declared (gorm, schema/schema.go). */
export function modelOf(struct: Struct, on: Reading): Model {
  const known = on.models.get(struct);
  if (known) return known;
  const { columns, relations } = fieldsOf(struct, on);
  const declared = columns.filter(({ isKey }) => isKey);
  const byName = columns.find(({ name, column }) => column === 'id' || name === 'ID');
  const keys = declared.length > 0 ? declared : byName ? [byName] : [];
  for (const one of keys) one.isKey = true;
  const first = byName?.isKey
    ? byName
    : keys.length === 1
      ? keys[0]
      : keys.find(({ tag }) => isSet(tag, 'AUTOINCREMENT'));
  const counts =
    first?.typed && /^u?int$/.test(first.typed.kind) && first.text === undefined && !first.tag.has('DEFAULT');
  const refuses = first?.tag.has('AUTOINCREMENT') && !isSet(first.tag, 'AUTOINCREMENT');
  const counted = counts && !refuses ? first : columns.find(({ tag }) => isSet(tag, 'AUTOINCREMENT'));
  const table = struct.tableName?.text ?? tableText(struct.def.name, on.naming);
  const model: Model = { struct, table, columns, relations, keys, ...(counted ? { counted } : {}) };
  on.models.set(struct, model);
  return model;
}

/** The structs that are models: what AutoMigrate is called with, or those with tags of GORM's that are embedded in no other. */
export function modelStructs({ structs, migrated, lookup }: World): readonly Struct[] {
  const embedded = new Set(
    structs.flatMap((one) =>
      one.def.body.flatMap((field) =>
        field.kind === 'assign' && field.type && (field.embedded || /embedded/.test(field.tag?.value ?? ''))
          ? (lookup(field.type, one) ?? [])
          : [],
      ),
    ),
  );
  const candidates = structs.filter(
    (one) =>
      migrated.has(one) ||
      (one.def.body.length > 0 &&
        isTagged(one) &&
        (one.tableName !== undefined || (!embedded.has(one) && hasKey(one)))),
  );
  const listed = candidates.filter((one) => migrated.has(one));
  return listed.length * 2 >= candidates.length ? listed : candidates;
}

function isTagged({ def }: Struct): boolean {
  return def.body.some(
    (field) =>
      field.kind === 'assign' &&
      ((field.embedded && field.type?.name === 'gorm.Model') || /(?:^|\s)gorm:"/.test(field.tag?.value ?? '')),
  );
}

function hasKey({ def }: Struct): boolean {
  return def.body.some(
    (field) =>
      field.kind === 'assign' &&
      (field.embedded ||
        (field.target.kind === 'name' && /^I[Dd]$/.test(field.target.name)) ||
        /primary_?key/i.test(field.tag?.value ?? '')),
  );
}

export type { ModelColumn, ModelRelation };
