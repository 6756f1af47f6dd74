import { type Bound, type CodeType, resolve } from '../../code';
import { type ColumnChange, type Ident, isMysqlFamily, type Operation, type QualifiedName } from '../../model';
import type { Given } from '../code/csharp';
import { type ColumnSite, columnSpec, defaultOf, type Strategy, strategyOf, typeOf } from './columns';
import { setComment } from './comments';
import { identGiven, isGiven, type Site, spanOfSite, tableGiven, textGiven } from './site';

/** What the parameters `old…` give. */
function oldGiven(given: Given): Given {
  return (name) => given(`old${name.charAt(0).toUpperCase()}${name.slice(1)}`);
}

/** `oldClrType: typeof(int)` */
function oldClr(site: Site): CodeType | undefined {
  const bound = site.given('oldClrType');
  const value: Bound | undefined = bound && resolve(bound);
  return value?.expr.kind === 'call' ? value.expr.typeArgs?.[0] : undefined;
}

/** Each provider changes what differs from the old column; MySQL restates the whole (Pomelo: MODIFY COLUMN). */
export function alterColumn(site: ColumnSite): readonly Operation[] | undefined {
  const table = tableGiven(site);
  const name = identGiven(site, 'name');
  if (!table || !name) return undefined;
  const span = spanOfSite(site);
  const change = (one: ColumnChange): Operation => ({ kind: 'alterColumn', span, table, column: name, change: one });
  if (isMysqlFamily(site.dialect)) return [change({ kind: 'redefine', column: columnSpec(site, name, 'altered') })];
  const before: ColumnSite = {
    ...site,
    given: oldGiven(site.given),
    clr: oldClr(site) ?? site.clr,
    annotations: site.oldAnnotations,
    gaps: [],
  };
  if (isRecomputed(site, before)) return recomputed(site, table, name);
  const moved = typeChange(site, before, name);
  const nullable = nullability(site, before);
  const update = nullable === 'setNotNull' && hasDefault(site) ? [updateOf(site, table)] : [];
  return [
    ...(moved ? [change(moved)] : []),
    ...update,
    ...(nullable ? [change({ kind: nullable })] : []),
    ...numbering(site, before).map(change),
    ...defaults(site, before, name).map(change),
    ...comments(site, table, name),
  ];
}

function isRecomputed(site: ColumnSite, before: ColumnSite): boolean {
  return (
    textGiven(site, 'computedColumnSql') !== textGiven(before, 'computedColumnSql') ||
    isGiven(site, 'stored') !== isGiven(before, 'stored')
  );
}

/** A computed column is dropped and added again (MigrationsSqlGenerator of each provider). */
function recomputed(site: ColumnSite, table: QualifiedName, name: Ident): readonly Operation[] {
  const span = spanOfSite(site);
  return [
    { kind: 'dropColumn', span, table, column: name },
    { kind: 'addColumn', span, table, column: columnSpec(site, name) },
  ];
}

function typeChange(site: ColumnSite, before: ColumnSite, name: Ident): ColumnChange | undefined {
  const type = typeOf(site, name.name);
  const old = typeOf(before, name.name);
  const collation = textGiven(site, 'collation');
  const isKnown = site.given('oldClrType') !== undefined || site.given('oldType') !== undefined;
  if (!type || (isKnown && old?.text === type.text && collation === textGiven(before, 'collation'))) return undefined;
  return { kind: 'setType', type, ...(collation === undefined ? {} : { collation }) };
}

function nullability(site: ColumnSite, before: ColumnSite): 'setNotNull' | 'dropNotNull' | undefined {
  const isNow = isGiven(site, 'nullable');
  // Without any word of the old column (EF Core 1.0) it is stated.
  const isKnown = site.given('oldClrType') !== undefined || site.given('oldNullable') !== undefined;
  if (isKnown && isNow === isGiven(before, 'nullable')) return undefined;
  return isNow ? 'dropNotNull' : 'setNotNull';
}

function hasDefault({ given, dialect }: ColumnSite): boolean {
  if (dialect === 'sqlite') return false;
  return given('defaultValue') !== undefined || given('defaultValueSql') !== undefined;
}

/** NULLs are filled before they are refused. */
function updateOf(site: ColumnSite, table: QualifiedName): Operation {
  return {
    kind: 'changeData',
    span: spanOfSite(site),
    change: 'update',
    tables: [table],
    sources: [],
    hasWhere: true,
    isBatched: false,
    columns: [],
  };
}

const IDENTITY = {
  serial: undefined,
  always: 'always',
  'by default': 'by default',
  'auto increment': undefined,
} as const;

function identityOf(strategy: Strategy | undefined) {
  return strategy && IDENTITY[strategy];
}

function numbering(site: ColumnSite, before: ColumnSite): readonly ColumnChange[] {
  if (site.dialect !== 'postgresql') return [];
  const [old, next] = [strategyOf(before), strategyOf(site)];
  if (old === next) return [];
  const identity = identityOf(next);
  const had = identityOf(old);
  if (identity && had) return [{ kind: 'setIdentity', identity }];
  if (identity) return [{ kind: 'dropDefault' }, { kind: 'addIdentity', identity }];
  if (had) return [{ kind: 'dropIdentity' }];
  return old === 'serial' ? [{ kind: 'dropDefault' }] : [];
}

function defaults(site: ColumnSite, before: ColumnSite, name: Ident): readonly ColumnChange[] {
  if (strategyOf(site)) return [];
  const value = defaultOf(site, typeOf(site, name.name));
  const old = defaultOf(before, typeOf(before, name.name));
  if (value?.text === old?.text) return [];
  return value ? [{ kind: 'setDefault', value }] : [{ kind: 'dropDefault' }];
}

function comments(site: ColumnSite, table: QualifiedName, name: Ident): readonly Operation[] {
  const comment = textGiven(site, 'comment');
  if (comment === textGiven(site, 'oldComment')) return [];
  return setComment(site, 'column', name, { comment, table });
}
