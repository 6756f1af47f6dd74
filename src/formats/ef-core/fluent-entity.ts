import { type Bound, chainOf, resolve, textValue } from '../../code';
import { identOf } from '../code/build';
import { statementsIn } from '../code/lambdas';
import { type Entity, propertyNamed, type Relation } from './model';
import { at, given, identGivenAt, isLambda, OTHER, propertiesAt, type Step, type Subject, textAt } from './subject';

type Method = (entity: Entity, step: Step) => Subject;

const property: Method = (entity, step) => {
  const [named] = propertiesAt(step);
  if (!named) return OTHER;
  const [clr] = step.call.typeArgs ?? [];
  // A property that the builder makes without a type is one of the class, or waits for its type.
  return { kind: 'property', entity, property: propertyNamed(entity, named.name, named, clr) };
};

const key =
  (rank: 'primary' | 'alternate'): Method =>
  (entity, step) => {
    const properties = propertiesAt(step).map(({ name }) => name);
    const made = { ...at(step), properties, primary: rank === 'primary' };
    entity.keys.push(made);
    return { kind: 'key', entity, key: made };
  };

const index: Method = (entity, step) => {
  const array = given(step, 0);
  const isArray = array !== undefined && resolve(array).expr.kind === 'list';
  // `HasIndex(new[] { "A" }, "IX_Name")`, `HasIndex(x => x.A, "IX_Name")`: the second gives the name.
  const hasName = step.call.args.length === 2 && (isArray || isLambda(array));
  const from = hasName ? { ...step, call: { ...step.call, args: step.call.args.slice(0, 1) } } : step;
  const name = hasName ? identGivenAt(step, 1) : undefined;
  const made = {
    ...at(step),
    properties: propertiesAt(from).map((one) => one.name),
    ...(name ? { name } : {}),
  };
  entity.indexes.push(made);
  return { kind: 'index', entity, index: made };
};

const toTable: Method = (entity, step) => {
  const [first, second] = [given(step, 0), given(step, 1)];
  const lambda = [first, second, given(step, 2)].find(isLambda);
  if (first && !isLambda(first)) entity.table = identOf(first) ?? null;
  const schema = step.call.args.find(({ name }) => name === 'schema');
  const inSchema: Bound | undefined = schema
    ? { expr: schema.value, scope: step.scope }
    : isLambda(second)
      ? undefined
      : second;
  if (inSchema) entity.schema = textValue(inSchema)?.text ?? null;
  tableBuilder(entity, lambda, step);
  return { kind: 'entity', entity };
};

/** `ToTable("x", t => { t.HasCheckConstraint(…); t.ExcludeFromMigrations(); })` */
function tableBuilder(entity: Entity, bound: Bound | undefined, step: Step): void {
  const lambda = bound && resolve(bound);
  if (lambda?.expr.kind !== 'function') return;
  for (const value of statementsIn(lambda.expr))
    for (const { name, call } of chainOf(value).links) {
      const inner: Step = { ...step, name, call, scope: lambda.scope };
      if (name === 'HasCheckConstraint') check(entity, inner);
      if (name === 'HasComment') entity.comment = textAt(inner, 0) ?? '';
      if (name === 'ExcludeFromMigrations') entity.excluded = true;
    }
}

const check: Method = (entity, step) => {
  const [name, sql] = [identGivenAt(step, 0), given(step, 1)];
  if (name && sql) entity.checks.push({ ...at(step), name, sql });
  return { kind: 'entity', entity };
};

const related =
  (side: 'one' | 'many'): Method =>
  (entity, step) => {
    const [type] = step.call.typeArgs ?? [];
    const named = isLambda(given(step, 0)) ? undefined : textAt(step, 0);
    const navigation = type || named === undefined ? propertiesAt(step)[0]?.name : textAt(step, 1);
    const target = type
      ? step.on.entityOf(type, at(step))
      : named !== undefined
        ? step.on.entityOf(named, at(step))
        : navigationTarget(entity, navigation, step);
    if (!target) return OTHER;
    const ends = side === 'one' ? { dependent: entity, principal: target } : { dependent: target, principal: entity };
    const known = step.on.model.relations.find((one) => isSame(one, ends, side, navigation));
    const relation: Relation = known ?? { ...at(step), ...ends, properties: undefined };
    if (navigation !== undefined && side === 'one') relation.navigation = navigation;
    if (navigation !== undefined && side === 'many') relation.inverse = navigation;
    if (!known) step.on.model.relations.push(relation);
    return { kind: 'relation', entity, relation };
  };

/** A relation that conventions found already. */
function isSame(
  one: Relation,
  { dependent, principal }: Pick<Relation, 'dependent' | 'principal'>,
  side: 'one' | 'many',
  navigation: string | undefined,
): boolean {
  if (navigation === undefined || one.dependent !== dependent || one.principal !== principal) return false;
  return (side === 'one' ? one.navigation : one.inverse) === navigation;
}

/** `HasOne(p => p.Blog)`: the type of the property. */
function navigationTarget(entity: Entity, name: string | undefined, step: Step): Entity | undefined {
  const type = name === undefined ? undefined : step.on.navigations?.(entity, name);
  return type && step.on.entityOf(type, at(step));
}

const owns =
  (many: 'one' | 'many'): Method =>
  (entity, step) => {
    const [type] = step.call.typeArgs ?? [];
    const lambda = step.call.args.map(({ value }) => ({ expr: value, scope: step.scope })).findLast(isLambda);
    const first = given(step, 0);
    const isNavigation = isLambda(first);
    const texts = step.call.args.flatMap(({ value }) => textValue({ expr: value, scope: step.scope })?.text ?? []);
    const navigation = isNavigation
      ? propertiesAt({ ...step, call: { ...step.call, args: step.call.args.slice(0, 1) } })[0]?.name
      : texts.at(-1);
    if (navigation === undefined) return OTHER;
    const clr = type ?? step.on.navigations?.(entity, navigation);
    const owned = step.on.owned(entity, navigation, clr ?? texts[0] ?? navigation, at(step));
    owned.owner ??= { entity, navigation, many };
    entity.properties.delete(navigation);
    const isBuilder = lambda && (!isNavigation || step.call.args.length > 1);
    if (isBuilder) step.inside(lambda, { kind: 'entity', entity: owned }, step.on);
    return { kind: 'entity', entity: owned };
  };

/** The foreign key of an owned type: its rows go with their owner's. */
const withOwner: Method = (entity, step) => {
  const { owner } = entity;
  if (!owner) return OTHER;
  const relation: Relation = {
    ...at(step),
    dependent: entity,
    principal: owner.entity,
    properties: undefined,
    onDelete: 'Cascade',
  };
  step.on.model.relations.push(relation);
  return { kind: 'relation', entity, relation };
};

const METHODS: Readonly<Record<string, Method>> = {
  Property: property,
  PrimitiveCollection: property,
  HasKey: key('primary'),
  HasAlternateKey: key('alternate'),
  HasIndex: index,
  ToTable: toTable,
  HasCheckConstraint: check,
  HasOne: related('one'),
  HasMany: related('many'),
  WithOwner: withOwner,
  OwnsOne: owns('one'),
  OwnsMany: owns('many'),
  ComplexProperty: owns('one'),
};

const said = (set: (entity: Entity, step: Step) => void): Method => {
  return (entity, step) => {
    set(entity, step);
    return { kind: 'entity', entity };
  };
};

const SAID: Readonly<Record<string, Method>> = {
  ToView: said((entity, step) => {
    const name = identGivenAt(step, 0);
    const schema = textAt(step, 1) ?? step.on.model.defaultSchema;
    // A table of its own may stand beside: what is written goes there.
    entity.table ??= null;
    if (name) entity.view = { ...name, ...(schema === undefined ? {} : { schema }) };
  }),
  ToSqlQuery: said((entity) => {
    entity.table = null;
  }),
  ToFunction: said((entity) => {
    entity.table = null;
  }),
  HasNoKey: said((entity) => {
    entity.keyless = true;
  }),
  HasComment: said((entity, step) => {
    entity.comment = textAt(step, 0) ?? '';
  }),
  HasBaseType: said((entity, step) => {
    const [type] = step.call.typeArgs ?? [];
    const name = textAt(step, 0);
    if (type || name !== undefined) entity.base = step.on.entityOf(type ?? name ?? '', at(step));
  }),
  Ignore: said((entity, step) => {
    for (const { name } of propertiesAt(step)) {
      entity.ignored.add(name);
      entity.properties.delete(name);
    }
  }),
  UseTphMappingStrategy: said((entity) => {
    entity.inheritance = 'TPH';
  }),
  UseTptMappingStrategy: said((entity) => {
    entity.inheritance = 'TPT';
  }),
  UseTpcMappingStrategy: said((entity) => {
    entity.inheritance = 'TPC';
  }),
  ToJson: said((entity, step) => {
    if (entity.owner) entity.owner.json = identGivenAt(step, 0) ?? 'by navigation';
  }),
};

/** The calls of an entity's builder. */
export function entityMethod(subject: Extract<Subject, { kind: 'entity' }>, step: Step): Subject {
  const { entity } = subject;
  if (step.name === 'HasDiscriminator') return discriminator(entity, step);
  if (step.name === 'Navigation') return navigation(entity, step);
  const method = METHODS[step.name] ?? SAID[step.name];
  return method && Object.hasOwn(step.name in METHODS ? METHODS : SAID, step.name) ? method(entity, step) : OTHER;
}

function discriminator(entity: Entity, step: Step): Subject {
  const name = textAt(step, 0) ?? propertiesAt(step)[0]?.name ?? 'Discriminator';
  const [clr] = step.call.typeArgs ?? [];
  entity.discriminator = name;
  const own = clr && step.call.typeArgs?.length === 1 ? clr : undefined;
  if (step.on.model.source === 'classes') {
    const made = propertyNamed(entity, name, at(step), own);
    made.required = true;
    return { kind: 'property', entity, property: made };
  }
  return OTHER;
}

/** `b.Navigation("Address").IsRequired()`: of an owned type, that its columns are. */
function navigation(entity: Entity, step: Step): Subject {
  const [named] = propertiesAt(step);
  const owned = [...step.on.model.entities.values()].find(
    ({ owner }) => owner?.entity === entity && owner.navigation === named?.name,
  );
  const relation = owned && requiredness(owned, step);
  return relation ?? OTHER;
}

/** A stand-in relation whose IsRequired is the ownership's. */
function requiredness(owned: Entity, step: Step): Subject {
  const { owner } = owned;
  if (!owner) return OTHER;
  const relation: Relation = {
    ...at(step),
    dependent: owned,
    principal: owner.entity,
    properties: [],
    get required() {
      return owner.required ?? false;
    },
    set required(value: boolean) {
      owner.required = value;
    },
  };
  return { kind: 'relation', entity: owner.entity, relation };
}
