import { resolve } from '../../code';
import type { Property } from './model';
import { flagAt, given, identGivenAt, numberAt, type Step, type Subject, textAt, wordsAt } from './subject';

type Set = (property: Property, step: Step) => void;

const strategy =
  (value: Property['strategy']): Set =>
  (property) => {
    property.strategy = value;
  };

/** Of annotations in snapshots: what older versions wrote, and what has no method. */
const annotation: Set = (property, step) => {
  const key = textAt(step, 0) ?? '';
  const [word] = wordsAt(step, 1);
  if (/:ValueGenerationStrategy$/.test(key)) property.strategy = STRATEGIES[word ?? ''] ?? property.strategy;
  if (key === 'Sqlite:Autoincrement' && word === 'true') property.strategy = 'identity';
  if (key === 'MySql:CharSet' && word !== undefined) property.charset = word;
  if (/^(?:Relational|MySql):Collation$/.test(key) && word !== undefined) property.collation = word;
};

const STRATEGIES: Readonly<Record<string, Property['strategy']>> = {
  IdentityByDefaultColumn: 'by default',
  IdentityAlwaysColumn: 'always',
  SerialColumn: 'serial',
  IdentityColumn: 'identity',
  SequenceHiLo: 'none',
  Sequence: 'none',
  None: 'none',
};

const value: Set = (property, step) => {
  const bound = given(step, 0);
  if (bound) property.value = { kind: 'value', bound };
};

const sql: Set = (property, step) => {
  const bound = given(step, 0);
  if (bound) property.value = { kind: 'sql', bound };
};

const computed: Set = (property, step) => {
  const bound = given(step, 0);
  const stored = given(step, 1, 'stored');
  const isStored = stored !== undefined && resolve(stored).expr.kind === 'constant' && flagAt(step, 1);
  if (bound) property.computed = { bound, stored: isStored };
};

const SETTERS: Readonly<Record<string, Set>> = {
  HasColumnName: (property, step) => {
    const ident = identGivenAt(step, 0);
    if (ident) property.column = ident;
  },
  HasColumnType: (property, step) => {
    const bound = given(step, 0);
    if (bound) property.type = bound;
  },
  HasMaxLength: (property, step) => {
    const size = numberAt(step, 0);
    if (size !== undefined) property.maxLength = size;
  },
  HasPrecision: (property, step) => {
    const [precision, scale] = [numberAt(step, 0), numberAt(step, 1)];
    if (precision !== undefined) property.precision = precision;
    if (scale !== undefined) property.scale = scale;
  },
  HasColumnOrder: (property, step) => {
    const order = numberAt(step, 0);
    if (order !== undefined) property.order = order;
  },
  IsRequired: (property, step) => {
    property.required = flagAt(step);
  },
  IsUnicode: (property, step) => {
    property.unicode = flagAt(step);
  },
  IsFixedLength: (property, step) => {
    property.fixedLength = flagAt(step);
  },
  IsRowVersion: (property) => {
    property.rowVersion = true;
    property.generated = true;
  },
  ValueGeneratedOnAdd: (property) => {
    property.generated = true;
  },
  ValueGeneratedOnAddOrUpdate: (property) => {
    property.generated = true;
  },
  ValueGeneratedNever: (property) => {
    property.generated = false;
    property.strategy = 'none';
  },
  HasDefaultValue: value,
  HasDefaultValueSql: sql,
  HasComputedColumnSql: computed,
  HasComment: (property, step) => {
    const text = textAt(step, 0);
    if (text !== undefined) property.comment = text;
  },
  UseCollation: (property, step) => {
    const text = textAt(step, 0);
    if (text !== undefined) property.collation = text;
  },
  HasCharSet: (property, step) => {
    const text = textAt(step, 0);
    if (text !== undefined) property.charset = text;
  },
  UseIdentityByDefaultColumn: strategy('by default'),
  UseIdentityAlwaysColumn: strategy('always'),
  UseSerialColumn: strategy('serial'),
  UseIdentityColumn: strategy('identity'),
  UseMySqlIdentityColumn: strategy('identity'),
  UseAutoincrement: strategy('identity'),
  UseHiLo: strategy('none'),
  UseSequence: strategy('none'),
  HasAnnotation: annotation,
  HasConversion: (property, step) => conversion(property, step),
};

/** `HasConversion<string>()`, `HasConversion(v => …, v => …)`: the database keeps the converted type, which a snapshot says itself. */
function conversion(property: Property, { call, scope }: Step): void {
  const [to] = call.typeArgs ?? [];
  if (to && !/Converter/.test(to.name)) property.clr = to;
  const first = call.args[0] && resolve({ expr: call.args[0].value, scope }).expr;
  if (first?.kind === 'call' && first.typeArgs?.[0] && first.callee.kind === 'name' && first.callee.name === 'typeof')
    property.clr = first.typeArgs[0];
}

/** The calls of a property's builder. */
export function propertyMethod(subject: Extract<Subject, { kind: 'property' }>, step: Step): Subject {
  const set = Object.hasOwn(SETTERS, step.name) ? SETTERS[step.name] : undefined;
  set?.(subject.property, step);
  return subject;
}
