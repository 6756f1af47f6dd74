import { type Bound, type Call, chainOf, resolve } from '../../code';
import {
  type ColumnSpec,
  type ConstraintSpec,
  type Ident,
  isMysqlFamily,
  type Operation,
  type TableOption,
} from '../../model';
import { identAt, identOf, primaryKey, unique } from '../code/build';
import { givenTo } from '../code/csharp';
import { lastReturn, statementsIn } from '../code/lambdas';
import { annotationsOf } from './annotations';
import { clusteredBy } from './clustered';
import { columnSpec } from './columns';
import { commentOf } from './comments';
import { foreignKeyOf } from './keys';
import { COLUMN, CONSTRAINT_PARAMETERS } from './signatures';
import { annotated, gap, type Site, spanOfSite, sqlGiven, tableGiven, textGiven } from './site';

/** A property of the columns' anonymous object with the column that it stands for. */
interface Made {
  readonly property: string;
  readonly site: Site;
  readonly call: Call;
  readonly name: Ident;
}

/** `CreateTable(name, columns: table => new { … }, constraints: table => { … })` */
export function createTable(site: Site): readonly Operation[] | undefined {
  const table = tableGiven(site, 'name');
  const columns = site.given('columns');
  if (!table || !columns) return undefined;
  const made = columnsOf(site, columns);
  const names = new Map(made.map(({ property, name }) => [property, name]));
  const constraints = constraintsOf(site, names);
  const specs = made.map((one): ColumnSpec => {
    const clr = one.call.typeArgs?.[0];
    const keyed = constraints.some((constraint) => isIn(constraint, one.name));
    const own = { ...one.site, table: table.name, clr, keyed };
    return columnSpec(own, one.name);
  });
  const span = spanOfSite(site);
  const { withKey, rest } = sqliteKey(site, specs, constraints);
  return [
    {
      kind: 'createTable',
      span,
      table,
      columns: withKey,
      constraints: rest,
      indexes: [],
      options: optionsOf(site),
      ...(annotated(site.annotations, 'Npgsql:UnloggedTable') === 'true' ? { unlogged: true } : {}),
    },
    ...commentOf(site, 'table', table),
    ...made.flatMap(({ site: own, name }) => commentOf(own, 'column', name, table)),
  ];
}

function isIn(constraint: ConstraintSpec, { name }: Ident): boolean {
  if (constraint.kind === 'foreignKey') return constraint.columns.some((one) => one.name === name);
  if (constraint.kind !== 'primaryKey' && constraint.kind !== 'unique') return false;
  return constraint.columns.some((one) => one.column?.name === name);
}

/** The columns of `table => new { Id = table.Column<int>(…), … }`. */
function columnsOf(site: Site, bound: Bound): readonly Made[] {
  const lambda = resolve(bound);
  const map = lambda.expr.kind === 'function' ? lastReturn(lambda.expr, lambda.scope) : undefined;
  if (map?.expr.kind !== 'map') {
    gap(site, bound.expr, 'The columns cannot be told from the code.');
    return [];
  }
  return map.expr.entries.flatMap(({ key, value, start, end }): readonly Made[] => {
    const { links } = chainOf(value);
    const [first] = links;
    const property = key.kind === 'string' ? key.value : '';
    if (first?.name !== 'Column' || property === '') {
      gap(site, { start, end }, 'This is no call of Column.');
      return [];
    }
    const given = givenTo(first.call.args, COLUMN, map.scope);
    const place = { start: value.start, end: value.end };
    const own: Site = { ...site, scope: map.scope, place, given, ...annotationsOf(links.slice(1), map.scope) };
    const named = given('name');
    const name = (named && identOf(named)) ?? identAt(site.module, property, key);
    return [{ property, site: own, call: first.call, name }];
  });
}

/** The calls of `constraints: table => { … }`. */
function constraintsOf(site: Site, names: ReadonlyMap<string, Ident>): readonly ConstraintSpec[] {
  const bound = site.given('constraints');
  const lambda = bound && resolve(bound);
  if (lambda?.expr.kind !== 'function') return [];
  return statementsIn(lambda.expr).flatMap((value): readonly ConstraintSpec[] => {
    const { links } = chainOf(value);
    const [first] = links;
    const parameters = first && CONSTRAINT_PARAMETERS[first.name];
    if (!first || !parameters) {
      gap(site, value, 'This constraint is not understood.');
      return [];
    }
    const given = givenTo(first.call.args, parameters, lambda.scope);
    const own: Site = { ...site, place: value, given, ...annotationsOf(links.slice(1), lambda.scope) };
    const made = constraintOf(own, first.name, names);
    if (made) return [made];
    gap(site, value, 'The columns of this constraint cannot be told.');
    return [];
  });
}

function constraintOf(site: Site, method: string, names: ReadonlyMap<string, Ident>): ConstraintSpec | undefined {
  const named = site.given('name');
  const name = named && identOf(named);
  const span = spanOfSite(site);
  if (method === 'CheckConstraint') {
    const expression = sqlGiven(site, 'sql');
    return expression && { kind: 'check', span, expression, ...(name ? { name } : {}) };
  }
  const columns = membersOf(site.given('columns') ?? site.given('column'), names);
  if (!columns) return undefined;
  if (method === 'PrimaryKey') {
    const clustered = annotated(site.annotations, 'SqlServer:Clustered');
    return { ...primaryKey(columns, span, name), ...clusteredBy(clustered) } as ConstraintSpec;
  }
  if (method === 'UniqueConstraint') return unique(columns, span, name);
  return foreignKeyOf(site, columns, name);
}

/** `x => x.Id`, `x => new { x.A, x.B }`: the columns whose properties are named. */
function membersOf(bound: Bound | undefined, names: ReadonlyMap<string, Ident>): readonly Ident[] | undefined {
  const lambda = bound && resolve(bound);
  if (lambda?.expr.kind !== 'function') return undefined;
  const value = lastReturn(lambda.expr, lambda.scope)?.expr;
  const parts = value?.kind === 'map' ? value.entries.map((entry) => entry.value) : value ? [value] : [];
  const { module } = lambda.scope;
  const idents = parts.map((part) => {
    if (part.kind !== 'member') return undefined;
    return identAt(module, names.get(part.name)?.name ?? part.name, part.nameAt);
  });
  const known = idents.filter((ident) => ident !== undefined);
  return known.length === idents.length ? known : undefined;
}

/** MySQL's options; other engines keep comments apart. */
function optionsOf(site: Site): readonly TableOption[] {
  if (!isMysqlFamily(site.dialect)) return [];
  const span = spanOfSite(site);
  const option = (name: string, value: string | undefined): readonly TableOption[] =>
    value === undefined ? [] : [{ name, value, span }];
  return [
    ...option('charset', annotated(site.annotations, 'MySql:CharSet')),
    ...option('collation', annotated(site.annotations, 'Relational:Collation', 'MySql:Collation')),
    ...option('comment', textGiven(site, 'comment')),
  ];
}

/** SQLite numbers a column by itself only where the key stands behind it (SqliteMigrationsSqlGenerator.ColumnDefinition). */
function sqliteKey(
  { dialect }: Site,
  columns: readonly ColumnSpec[],
  constraints: readonly ConstraintSpec[],
): { readonly withKey: readonly ColumnSpec[]; readonly rest: readonly ConstraintSpec[] } {
  const key = constraints.find((one) => one.kind === 'primaryKey');
  const numbered = columns.find(({ identity }) => identity !== undefined);
  const only = key?.kind === 'primaryKey' && key.columns.length === 1 ? key.columns[0]?.column?.name : undefined;
  if (dialect !== 'sqlite' || !key || !numbered || numbered.name.name !== only)
    return { withKey: columns, rest: constraints };
  return {
    withKey: columns.map((one) => (one === numbered ? { ...one, constraints: [{ ...key, inline: true }] } : one)),
    rest: constraints.filter((one) => one !== key),
  };
}
