import type { Ident, Identity } from '../../model';
import { identAt, keyColumns, spanOf, typeAt } from '../code/build';
import { type Annotation, find, identFor, nested, textOf, wordOf } from './annotations';
import type { Entity } from './entities';
import type { Attribute } from './hierarchy';
import { annotationsOn } from './hierarchy';
import { physicalName } from './naming';
import type { Reading } from './reading';
import { draftOf, putColumn } from './tables';

type Strategy = 'identity' | 'sequence' | 'table' | 'none';

/** What makes an identifier's values: the column itself, or a sequence or table that this puts beside it. */
export function generated(attribute: Attribute, entity: Entity, on: Reading): Identity | undefined {
  const value = find(attribute.annotations, 'GeneratedValue');
  if (!value) return undefined;
  const generator = textOf(value, 'generator');
  const declared = generator && generatorNamed(generator.text, attribute, entity);
  const strategy = strategyOf(value, declared, attribute, on);
  if (strategy === 'identity') return identityOf(on);
  if (strategy === 'none') return undefined;
  const place = declared ?? value;
  const ident = (name: string): Ident => identAt(place.scope.module, name, place);
  if (strategy === 'table') {
    putTable(declared, entity, ident, on);
    return undefined;
  }
  const given = sequenceName(declared, generator?.text, entity, on);
  const name = physicalName(given.name, on.project, on.dialect).name;
  const own = given.text && given.of ? identFor(name, given.of, given.text) : ident(name);
  if (on.dialect === 'mysql' || on.dialect === 'sqlite') putNextValue(own, entity, on);
  else if (!on.objects.has(name)) {
    const span = spanOf(place.scope.module, place);
    on.objects.set(name, { uri: span.uri, operation: { kind: 'createSequence', sequence: own, span } });
  }
  return undefined;
}

function identityOf(on: Reading): Identity {
  return on.dialect === 'postgresql' || on.dialect === 'oracle' || on.dialect === 'sqlserver'
    ? 'by default'
    : 'auto increment';
}

/** `@SequenceGenerator`, `@TableGenerator` or `@GenericGenerator` of a name, on the attribute, its class or the entity's. */
function generatorNamed(name: string, attribute: Attribute, entity: Entity): Annotation | undefined {
  const all = [
    ...attribute.annotations,
    ...annotationsOn(attribute.type.from),
    ...entity.annotations,
    ...entity.own.flatMap(({ cls }) => annotationsOn(cls)),
  ];
  const flat = all.flatMap((one) =>
    /^(?:Sequence|Table|Generic)Generators$/.test(one.name) ? nested(one, 'value') : [one],
  );
  return flat.find(
    (one) => /^(?:Sequence|Table|Generic)Generator$/.test(one.name) && textOf(one, 'name')?.text === name,
  );
}

function strategyOf(value: Annotation, declared: Annotation | undefined, { type }: Attribute, on: Reading): Strategy {
  if (declared?.name === 'SequenceGenerator') return 'sequence';
  if (declared?.name === 'TableGenerator') return 'table';
  if (declared?.name === 'GenericGenerator') return genericStrategy(declared, on);
  const word = wordOf(value, 'strategy') ?? 'AUTO';
  if (word === 'IDENTITY') return 'identity';
  if (word === 'SEQUENCE') return 'sequence';
  if (word === 'TABLE') return 'table';
  const isNumber = /^(?:int|long|short|Integer|Long|Short|BigInteger|BigDecimal)$/.test(type.type.name);
  return word === 'AUTO' && isNumber ? 'sequence' : 'none';
}

function genericStrategy(declared: Annotation, on: Reading): Strategy {
  const name = textOf(declared, 'strategy')?.text ?? '';
  if (/identity$/i.test(name)) return 'identity';
  if (/^native$/i.test(name)) return on.dialect === 'postgresql' || on.dialect === 'oracle' ? 'sequence' : 'identity';
  return /sequence|SequenceStyleGenerator|^enhanced-sequence/i.test(name) ? 'sequence' : 'none';
}

interface SequenceName {
  readonly name: string;
  readonly text?: ReturnType<typeof textOf>;
  readonly of?: Annotation;
}

/** The sequence that is named, else the generator's name, else one for each table since Hibernate 6 and one for all before. */
function sequenceName(
  declared: Annotation | undefined,
  generator: string | undefined,
  entity: Entity,
  on: Reading,
): SequenceName {
  const text = textOf(declared, 'sequenceName');
  if (text && declared) return { name: text.text, text, of: declared };
  const parameter = nested(declared, 'parameters').find((one) =>
    /^sequence(?:_name)?$/.test(textOf(one, 'name')?.text ?? ''),
  );
  const value = textOf(parameter, 'value');
  if (value && parameter) return { name: value.text, text: value, of: parameter };
  if (generator !== undefined && declared?.name !== 'GenericGenerator') return { name: generator };
  return { name: on.project.hibernate === 5 ? 'hibernate_sequence' : `${entity.root.table.ident.name}_SEQ` };
}

/** Where the engine has no sequences a table with one row counts. */
function putNextValue(ident: Ident, { cls }: Entity, on: Reading): void {
  const physical = { name: ident.name, quoted: false };
  const draft = draftOf({ ident, physical }, cls.module, cls.def.nameAt, on);
  const name = { name: 'next_val', span: ident.span };
  putColumn(draft, {
    name,
    span: ident.span,
    type: typeAt(cls.module, 'bigint', cls.def.nameAt, on.dialect),
    constraints: [],
  });
}

/** `@TableGenerator`: a row for each generator. */
function putTable(
  declared: Annotation | undefined,
  { cls }: Entity,
  ident: (name: string) => Ident,
  on: Reading,
): void {
  const named = (element: string, fallback: string): Ident => {
    const text = textOf(declared, element);
    const { name } = physicalName(text?.text ?? fallback, on.project, on.dialect);
    return text && declared ? identFor(name, declared, text) : ident(name);
  };
  const table = named('table', 'hibernate_sequences');
  const draft = draftOf(
    { ident: table, physical: { name: table.name, quoted: false } },
    cls.module,
    cls.def.nameAt,
    on,
  );
  if (draft.columns.size > 0) return;
  const key = named('pkColumnName', 'sequence_name');
  const value = named('valueColumnName', 'next_val');
  const type = (text: string) => typeAt(cls.module, text, cls.def.nameAt, on.dialect);
  putColumn(draft, { name: key, span: key.span, type: type('varchar(255)'), nullable: false, constraints: [] });
  putColumn(draft, { name: value, span: value.span, type: type('bigint'), constraints: [] });
  draft.constraints.push({ kind: 'primaryKey', columns: keyColumns([key]), span: key.span });
}
