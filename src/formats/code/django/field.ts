import type { Bound, Placed } from '../../../code';
import type { Expression } from '../../../model';

/** A field of a model as it is written, and what of it makes the column. Columns of foreign keys take their type from their target. */
export interface Field {
  readonly name: string;
  /** Where the name is written. */
  readonly nameAt: Placed;
  /** The whole field. */
  readonly place: Placed;
  /** The file that it is written in, whatever model has it now. */
  readonly from: Bound['scope']['module'];
  readonly kind: FieldKind;
  readonly nullable: boolean;
  readonly primaryKey: boolean;
  readonly unique: boolean;
  readonly indexed: boolean;
  readonly column?: string;
  readonly comment?: string;
  readonly collation?: string;
  /** `parent_link=True`: the reference is the one to the model that this one extends. */
  readonly parentLink?: boolean;
  /** What Python gives rows that are there when the column is added; the database has no default afterwards. */
  readonly clientDefault?: Expression;
  /** `db_default` (Django 5). */
  readonly databaseDefault?: Expression;
  readonly generated?: { readonly expression: Expression; readonly stored: boolean };
  /** What its constraints were named for when they were made: they keep their names when tables and columns are renamed. */
  readonly made?: {
    readonly foreignKey?: string;
    readonly unique?: string;
    readonly check?: string;
    /** Of a many-to-many field's own table: the keys to its model and to the other. */
    readonly joinKeys?: readonly (string | undefined)[];
  };
}

/** What a reference does at ON DELETE is Django's own doing, and the database has NO ACTION, unless it says `DB_CASCADE` and the like. */
export interface Relation {
  /** As written: `app.Model`, `Model`, `self`. */
  readonly to: string;
  /** Where the model's name is written. */
  readonly toAt?: Placed;
  readonly onDelete?: 'cascade' | 'set null' | 'set default';
  readonly toField?: string;
  readonly constraint: boolean;
}

export type FieldKind =
  /** A class of Django's own, by its name: `CharField`. */
  | { readonly kind: 'plain'; readonly type: string; readonly options: FieldOptions }
  | { readonly kind: 'foreignKey'; readonly relation: Relation }
  | {
      readonly kind: 'manyToMany';
      readonly relation: Relation;
      readonly through: boolean;
      readonly table?: string;
    }
  /** A class of the project's own that says its column's type itself (`db_type`). */
  | { readonly kind: 'database'; readonly type: string }
  | { readonly kind: 'array'; readonly base: FieldKind; readonly size?: string }
  /** `CompositePrimaryKey` (Django 5.2): names of fields, or of their columns. */
  | { readonly kind: 'compositeKey'; readonly fields: readonly string[] }
  /** A class that makes no column: GenericForeignKey, TaggableManager. */
  | { readonly kind: 'none' }
  /** A class that is not known: its column is there, its type is not. */
  | { readonly kind: 'unknown'; readonly type: string };

export interface FieldOptions {
  readonly maxLength?: string;
  readonly digits?: string;
  readonly decimals?: string;
  readonly srid?: string;
  readonly geography?: boolean;
  readonly dimensions?: string;
}

/** What of a field the database sees: most alterations are of choices, labels and help texts (`_field_should_be_altered`). */
export function meansOf(field: Field): string {
  const { kind, nullable, primaryKey, unique, indexed, column, comment, collation } = field;
  const plain =
    kind.kind === 'foreignKey' || kind.kind === 'manyToMany'
      ? { ...kind, relation: { ...kind.relation, toAt: undefined, to: kind.relation.to.toLowerCase() } }
      : kind;
  const texts = [field.databaseDefault?.text, field.generated?.expression.text, field.made?.joinKeys];
  return JSON.stringify([field.name, plain, nullable, primaryKey, unique, indexed, column, comment, collation, texts]);
}
