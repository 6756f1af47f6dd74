import type { CodeType, Placed, textValue } from '../../code';
import type { CheckSpec, ColumnSpec, Ident, Operation } from '../../model';
import { expressionAt, identAt, keyColumns, opaque, spanOf, typeAt } from '../code/build';
import { compose } from '../code/compose';
import { embeddedSql } from '../code/embedded-sql';
import { type Annotation, find, identFor, nested, numberOf, textOf, truthOf } from './annotations';
import { typeOfAttribute } from './attribute-types';
import type { TableDraft } from './draft';
import type { Attribute } from './hierarchy';
import { PRIMITIVES } from './java-types';
import { physicalName } from './naming';
import type { Reading } from './reading';
import { chosenName, putColumn, putUnique } from './tables';
import { boundsOf, digitsOf, isNeverNull, longest } from './validation';

/** What the place of an attribute in its entity says of its columns. */
export interface ColumnContext {
  readonly draft: TableDraft;
  readonly on: Reading;
  /** `@Column` from an `@AttributeOverride` further out. */
  readonly column?: Annotation;
  /** Columns of a subclass in its parent's table, and of an embeddable that may be NULL as a whole. */
  readonly mayBeNull: boolean;
  readonly isKey: boolean;
}

/** The column's name, pointing at where it is written or at the attribute that it is made of. */
export function columnName(attribute: Attribute, column: Annotation | undefined, fallback: string, on: Reading): Ident {
  const given = textOf(column, 'name');
  const { name } = physicalName(given?.text ?? fallback, on.project, on.dialect);
  return given && column ? identFor(name, column, given) : identAt(attribute.module, name, attribute.nameAt);
}

/** The column of a basic attribute. */
export function putBasic(attribute: Attribute, context: ColumnContext): readonly Ident[] {
  const { draft, on, isKey } = context;
  const { annotations, module } = attribute;
  const column = context.column ?? find(annotations, 'Column');
  const name = columnName(attribute, column, attribute.name, on);
  const definition = textOf(column, 'columnDefinition');
  const sizes = {
    length: longest(annotations) ?? numberOf(column, 'length'),
    precision: numberOf(column, 'precision'),
    scale: numberOf(column, 'scale'),
    ...digitsOf(annotations),
  };
  const bare: ColumnSpec = { name, span: spanOf(module, attribute.nameAt), constraints: [] };
  const typed = definition ? undefined : typeOfAttribute(attribute, sizes, on);
  const spec: ColumnSpec = definition
    ? fromDefinition(bare, column ?? attribute, definition, attribute, on)
    : typed && 'text' in typed
      ? { ...bare, type: typeAt(module, typed.text, attribute.nameAt, on.dialect) }
      : bare;
  if (typed && 'unread' in typed) draft.others.push(opaque(module, attribute.nameAt, typed.unread));
  const neverNull =
    isKey ||
    (!context.mayBeNull &&
      (isPrimitive(attribute.type.type) ||
        truthOf(column, 'nullable') === false ||
        truthOf(find(annotations, 'Basic'), 'optional') === false ||
        isNeverNull(annotations)));
  const check = typed && 'check' in typed ? typed.check : undefined;
  putColumn(draft, {
    ...spec,
    ...(neverNull ? { nullable: false } : {}),
    ...defaultsOf(attribute, on),
    constraints: [...spec.constraints, ...checksOf(attribute, column, name, check, on)],
  });
  if (typed && 'object' in typed && typed.object) putObject(typed.object, on);
  if (truthOf(column, 'unique') === true)
    putUnique(draft, [name], { module, place: column ?? attribute }, chosenName('UK_', draft, [name], on));
  comment(draft, name, attribute, column, on);
  return [name];
}

const isPrimitive = ({ name, list }: CodeType) => PRIMITIVES.has(name) && list !== true;

function putObject(operation: Operation, on: Reading): void {
  const key = operation.kind === 'createEnum' ? operation.type.name : '';
  if (!on.objects.has(key)) on.objects.set(key, { uri: operation.span.uri, operation });
}

/** `columnDefinition` is SQL from the type on, put behind the column's name as it stands. */
function fromDefinition(
  bare: ColumnSpec,
  place: Placed,
  definition: NonNullable<ReturnType<typeof textValue>>,
  { module, nameAt }: Attribute,
  on: Reading,
): ColumnSpec {
  // A type alone, as most are, needs no statement around it.
  if (/^\w+(?:\(\d+(?:,\s*\d+)?\))?$/.test(definition.text))
    return { ...bare, type: typeAt(module, definition.text, nameAt, on.dialect) };
  const sql = compose(place, ['ALTER TABLE t ADD c ', definition]);
  const [operation] = embeddedSql(module, sql, on.dialect).statements.flatMap(({ operations }) => operations);
  if (operation?.kind !== 'addColumn') return { ...bare, type: typeAt(module, definition.text, nameAt, on.dialect) };
  const { name: _, span: __, ...said } = operation.column;
  return { ...bare, ...said };
}

function defaultsOf(attribute: Attribute, on: Reading): Partial<ColumnSpec> {
  const { annotations, module } = attribute;
  const given = find(annotations, 'ColumnDefault');
  const value = textOf(given, 'value');
  const generated = find(annotations, 'GeneratedColumn');
  const made = textOf(generated, 'value');
  const said =
    value && given
      ? { default: expressionAt(module, value.text, given, on.dialect), defaultSpan: spanOf(module, given) }
      : {};
  if (!made || !generated) return said;
  return { ...said, generated: { expression: expressionAt(module, made.text, generated, on.dialect), stored: true } };
}

function checksOf(
  attribute: Attribute,
  column: Annotation | undefined,
  name: Ident,
  own: string | undefined,
  on: Reading,
): readonly CheckSpec[] {
  const { module, annotations, nameAt } = attribute;
  const check = (text: string, place: Placed, ident?: Ident): CheckSpec => ({
    kind: 'check',
    expression: expressionAt(module, text, place, on.dialect),
    span: spanOf(module, place),
    ...(ident ? { name: ident } : {}),
  });
  const declared = [...nested(column, 'check'), ...annotations.filter((one) => one.name === 'Check')];
  // Enumerations and bounds are checked only by a schema that Hibernate makes.
  const made = on.project.makesSchema ? [...boundsOf(annotations), ...(own === undefined ? [] : [own])] : [];
  return [
    ...declared.flatMap((one) => {
      const text = textOf(one, 'constraint', 'constraints', 'value');
      const ident = textOf(one, 'name');
      return text ? [check(text.text, one, ident && identFor(ident.text, one, ident))] : [];
    }),
    ...made.map((text) => check(text.replaceAll('$', name.name), nameAt)),
  ];
}

function comment(
  draft: TableDraft,
  name: Ident,
  attribute: Attribute,
  column: Annotation | undefined,
  on: Reading,
): void {
  const own = find(attribute.annotations, 'Comment');
  const text = textOf(own, 'value') ?? textOf(column, 'comment');
  const known = draft.columns.get(name.name);
  if (!text || !known) return;
  if (on.dialect === 'mysql' || on.dialect === 'mariadb') {
    draft.columns.set(name.name, { ...known, comment: text.text });
    return;
  }
  const table = draft.name.schema === undefined ? draft.name.ident : { ...draft.name.ident, schema: draft.name.schema };
  const span = spanOf(attribute.module, own ?? column ?? attribute);
  draft.others.push({ kind: 'commentOn', objectType: 'column', name, table, comment: text.text, span });
}

/** The primary key of a table. */
export function putPrimaryKey(draft: TableDraft): void {
  if (draft.primary.length === 0 || draft.constraints.some(({ kind }) => kind === 'primaryKey')) return;
  const unique = [...new Map(draft.primary.map((one) => [one.name, one])).values()];
  const span = unique[0]?.span;
  if (span) draft.constraints.unshift({ kind: 'primaryKey', columns: keyColumns(unique), span });
}
