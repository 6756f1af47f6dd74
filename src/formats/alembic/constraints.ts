import { type Bound, resolve, textValue } from '../../code';
import { type ConstraintSpec, type ForeignKeySpec, type Ident, isMysqlFamily, type QualifiedName } from '../../model';
import { type Compile, flag, isNone, itemsIn, nameOf, namesOf } from '../code/sqlalchemy/compile';
import { checkOf, exclusionOf, keyNamed } from '../code/sqlalchemy/constraints';
import { createIndexOf } from '../code/sqlalchemy/indexes';
import { conventionName } from '../code/sqlalchemy/naming';
import { referenceOptions } from '../code/sqlalchemy/references';
import { type Reader, type Site, withSchema } from './site';

function added(site: Site, constraint: ConstraintSpec | undefined) {
  const { table, span } = site;
  return table && constraint && ([{ kind: 'addConstraint', table, constraint, span }] as const);
}

const CONVENTIONS = { primaryKey: 'pk', unique: 'uq', foreignKey: 'fk', check: 'ck' } as const;

/** The name of a constraint is its first argument; a convention may put words around it, unless `op.f` says that it is final. */
function named<T extends ConstraintSpec>(site: Site, constraint: T): T {
  const bound = site.arg(0, 'constraint_name', 'name');
  const name = bound && !isNone(bound) ? nameOf(bound) : undefined;
  return name ? { ...constraint, name: conventional(site, bound, name, constraint.kind) } : constraint;
}

function conventional(
  { on, table }: Pick<Site, 'on' | 'table'>,
  bound: Bound | undefined,
  name: Ident,
  kind: ConstraintSpec['kind'],
): Ident {
  if (!table || !on.convention || !Object.hasOwn(CONVENTIONS, kind)) return name;
  const isFinal = bound !== undefined && resolve(bound).expr.kind === 'call';
  const text = conventionName(on, {
    kind: CONVENTIONS[kind as keyof typeof CONVENTIONS],
    schema: table.schema,
    table: table.name,
    columns: [],
    name,
    isFinal,
  });
  return text === undefined ? name : { ...name, name: text };
}

const keyReader =
  (kind: 'primaryKey' | 'unique'): Reader =>
  (site) => {
    const columns = namesOf(itemsIn(site.arg(1, 'columns', 'local_cols')));
    if (!site.table || !columns || columns.length === 0) return undefined;
    return added(site, named(site, keyNamed(kind, site.call, columns, site.table, site.on)));
  };

export const createUniqueConstraint = keyReader('unique');
export const createPrimaryKey = keyReader('primaryKey');

export const createCheckConstraint: Reader = (site) => {
  const check = site.table && checkOf(site.call, site.arg(1, 'condition'), site.table, site.on);
  return check && added(site, named(site, check));
};

export const createExcludeConstraint: Reader = (site) => {
  const exclusion = exclusionOf(site.call, site.rest(1), site.on);
  return exclusion && added(site, named(site, exclusion));
};

export const createForeignKey: Reader = (site) => {
  const { call, table, on, arg } = site;
  const columns = namesOf(itemsIn(arg(2, 'local_cols')));
  const refColumns = namesOf(itemsIn(arg(3, 'remote_cols')));
  const schema = arg(undefined, 'referent_schema');
  const refTable: QualifiedName | undefined = withSchema(
    nameOf(arg(1, 'referent_table', 'referent')),
    schema && !isNone(schema) ? textValue(schema)?.text : undefined,
  );
  if (!table || !columns || !refColumns || !refTable) return undefined;
  const text = conventionName(on, {
    kind: 'fk',
    schema: table.schema,
    table: table.name,
    columns: columns.map(({ name }) => name),
    referredTable: refTable.name,
    referredColumns: refColumns.map(({ name }) => name),
  });
  const key: ForeignKeySpec = {
    kind: 'foreignKey',
    columns,
    refTable,
    refColumns,
    span: site.span,
    ...(text === undefined ? {} : { name: { name: text, span: site.span } }),
    ...referenceOptions(call),
    ...(on.dialect === 'postgresql' && flag(call, 'postgresql_not_valid') === true ? { notValid: true } : {}),
  };
  return added(site, named(site, key));
};

const KINDS: Readonly<Record<string, ConstraintSpec['kind']>> = {
  primary: 'primaryKey',
  unique: 'unique',
  foreignkey: 'foreignKey',
  check: 'check',
};

/** `op.drop_constraint('name', 'table', type_='foreignkey')`; MySQL drops by kind. */
export const dropConstraint: Reader = ({ table, span, arg, on, call }) => {
  const kind = arg(1, 'type_');
  const text = kind && !isNone(kind) ? textValue(kind)?.text : undefined;
  const known = text === undefined || !Object.hasOwn(KINDS, text) ? undefined : KINDS[text];
  const given = arg(0, 'constraint_name', 'name');
  const said = nameOf(given);
  const name = said && known ? conventional({ on, table }, given, said, known) : said;
  if (!table || (!name && known !== 'primaryKey')) return undefined;
  const isKept = isMysqlFamily(on.dialect) && known === 'primaryKey';
  return [
    {
      kind: 'dropConstraint',
      table,
      ...(name && !isKept ? { name } : {}),
      ...(known ? { constraintKind: known } : {}),
      ...(flag(call, 'if_exists') === true ? { ifExists: true } : {}),
      span,
    },
  ];
};

export const createIndex: Reader = ({ call, table, on, arg }) => {
  const items = itemsIn(arg(1, 'columns'));
  const index = table && createIndexOf({ call, name: arg(0, 'index_name', 'name'), table, items }, on);
  return index && [index];
};

export const dropIndex: Reader = ({ call, table, span, on, arg }) => {
  const index = nameOf(arg(0, 'index_name', 'name'));
  if (!index) return undefined;
  const within = table?.schema === undefined ? {} : { schema: table.schema };
  const concurrently = concurrentlyOf(on, flag(call, 'postgresql_concurrently'));
  return [
    {
      kind: 'dropIndex',
      index: { ...index, ...within },
      ...(table && (isMysqlFamily(on.dialect) || on.dialect === 'sqlserver') ? { table } : {}),
      ...concurrently,
      ...(flag(call, 'if_exists') === true ? { ifExists: true } : {}),
      span,
    },
  ];
};

function concurrentlyOf(on: Compile, said: boolean | undefined): { readonly concurrently?: true } {
  return on.dialect === 'postgresql' && said === true ? { concurrently: true } : {};
}
