import type { Index } from './model';
import { flagAt, given, identGivenAt, propertiesAt, type Step, type Subject, textAt, wordsAt } from './subject';

/** The calls of a key's builder. */
export function keyMethod(subject: Extract<Subject, { kind: 'key' }>, step: Step): Subject {
  const { key } = subject;
  const name = identGivenAt(step, 0);
  if (step.name === 'HasName' && name) key.name = name;
  if (step.name === 'IsClustered' || step.name === 'ForSqlServerIsClustered') key.clustered = flagAt(step);
  if (step.name === 'HasAnnotation' && textAt(step, 0) === 'SqlServer:Clustered')
    key.clustered = wordsAt(step, 1)[0] === 'true';
  return subject;
}

type Set = (index: Index, step: Step) => void;

const named: Set = (index, step) => {
  const name = identGivenAt(step, 0);
  if (name) index.name = name;
};

const include: Set = (index, step) => {
  index.include = propertiesAt(step).map((one) => one.name);
};

const ANNOTATIONS: Readonly<Record<string, Set>> = {
  'Npgsql:IndexMethod': (index, step) => {
    const [word] = wordsAt(step, 1);
    if (word !== undefined) index.method = word;
  },
  'Npgsql:IndexInclude': (index, step) => {
    index.include = wordsAt(step, 1);
  },
  'SqlServer:Include': (index, step) => {
    index.include = wordsAt(step, 1);
  },
  'Npgsql:IndexOperators': (index, step) => {
    index.operators = wordsAt(step, 1);
  },
};

/** Names of other providers are written into models that are shared: an index lists the columns of its own provider's alone. */
const SETTERS: Readonly<Record<string, Set>> = {
  HasDatabaseName: named,
  HasName: named,
  IsUnique: (index, step) => {
    index.unique = flagAt(step);
  },
  HasFilter: (index, step) => {
    const bound = given(step, 0);
    index.filter = bound && textAt(step, 0) !== undefined ? bound : 'none';
  },
  HasMethod: (index, step) => {
    const word = textAt(step, 0);
    if (word !== undefined) index.method = word;
  },
  IsClustered: (index, step) => {
    if (flagAt(step)) index.method = 'clustered';
  },
  IsDescending: (index, step) => {
    const words = wordsAt(step);
    index.descending = words.length === 0 ? index.properties.map(() => true) : words.map((word) => word === 'true');
  },
  IncludeProperties: include,
  HasOperators: (index, step) => {
    index.operators = wordsAt(step);
  },
  AreNullsDistinct: (index, step) => {
    if (!flagAt(step)) index.nullsNotDistinct = true;
  },
  IsFullText: (index) => {
    index.method = 'fulltext';
  },
  IsSpatial: (index) => {
    index.method = 'spatial';
  },
  HasPrefixLength: (index, step) => {
    index.prefix = wordsAt(step).map(Number);
  },
  HasAnnotation: (index, step) => {
    const key = textAt(step, 0) ?? '';
    if (Object.hasOwn(ANNOTATIONS, key)) ANNOTATIONS[key]?.(index, step);
  },
};

/** The calls of an index's builder. */
export function indexMethod(subject: Extract<Subject, { kind: 'index' }>, step: Step): Subject {
  const set = Object.hasOwn(SETTERS, step.name) ? SETTERS[step.name] : undefined;
  set?.(subject.index, step);
  return subject;
}
