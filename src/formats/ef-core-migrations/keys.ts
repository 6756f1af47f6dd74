import type { ConstraintSpec, ForeignKeySpec, Ident, Operation, ReferentialAction } from '../../model';
import { primaryKey, unique } from '../code/build';
import { clusteredBy } from './clustered';
import { annotated, columnsGiven, identGiven, type Site, spanOfSite, sqlGiven, tableGiven, valueWord } from './site';

const ACTIONS: Readonly<Record<string, ReferentialAction>> = {
  Cascade: 'cascade',
  SetNull: 'set null',
  SetDefault: 'set default',
  Restrict: 'restrict',
};

/** NO ACTION is not written; MySQL and SQLite write RESTRICT as the others do (MigrationsSqlGenerator.ForeignKeyAction). */
function actionOf(site: Site, name: string): ReferentialAction | undefined {
  const bound = site.given(name);
  const word = bound && valueWord(bound);
  if (word === undefined) return undefined;
  // SQL Server has no RESTRICT: it is NO ACTION there (SqlServerMigrationsSqlGenerator.ForeignKeyAction).
  if (word === 'Restrict' && site.dialect === 'sqlserver') return undefined;
  return ACTIONS[word];
}

/** A foreign key of these columns. A key without columns of the principal means its primary key. */
export function foreignKeyOf(
  site: Site,
  columns: readonly Ident[],
  name: Ident | undefined,
): ForeignKeySpec | undefined {
  const principal = tableGiven(site, 'principalTable', 'principalSchema');
  if (!principal) return undefined;
  const refColumns = columnsGiven(site, 'principalColumns', 'principalColumn') ?? [];
  const onDelete = actionOf(site, 'onDelete');
  const onUpdate = actionOf(site, 'onUpdate');
  return {
    kind: 'foreignKey',
    span: spanOfSite(site),
    ...(name ? { name } : {}),
    columns,
    refTable: principal,
    refColumns,
    ...(onDelete ? { onDelete } : {}),
    ...(onUpdate ? { onUpdate } : {}),
  };
}

function adding(site: Site, of: () => ConstraintSpec | undefined): readonly Operation[] | undefined {
  const table = tableGiven(site);
  const constraint = table && of();
  return constraint && [{ kind: 'addConstraint', span: spanOfSite(site), table, constraint }];
}

export function addForeignKey(site: Site): readonly Operation[] | undefined {
  const columns = columnsGiven(site, 'columns', 'column');
  return columns && adding(site, () => foreignKeyOf(site, columns, identGiven(site, 'name')));
}

export function addPrimaryKey(site: Site): readonly Operation[] | undefined {
  const columns = columnsGiven(site, 'columns', 'column');
  const clustered = clusteredBy(annotated(site.annotations, 'SqlServer:Clustered'));
  return (
    columns &&
    adding(
      site,
      () => ({ ...primaryKey(columns, spanOfSite(site), identGiven(site, 'name')), ...clustered }) as ConstraintSpec,
    )
  );
}

export function addUniqueConstraint(site: Site): readonly Operation[] | undefined {
  const columns = columnsGiven(site, 'columns', 'column');
  return columns && adding(site, () => unique(columns, spanOfSite(site), identGiven(site, 'name')));
}

export function addCheckConstraint(site: Site): readonly Operation[] | undefined {
  const expression = sqlGiven(site, 'sql');
  const name = identGiven(site, 'name');
  return (
    expression && adding(site, () => ({ kind: 'check', span: spanOfSite(site), expression, ...(name ? { name } : {}) }))
  );
}

/** `DropForeignKey`, `DropPrimaryKey`… MySQL drops its primary key without a name. */
export function dropConstraint(
  constraintKind: ConstraintSpec['kind'],
): (site: Site) => readonly Operation[] | undefined {
  return (site) => {
    const table = tableGiven(site);
    const name = identGiven(site, 'name');
    return table && name && [{ kind: 'dropConstraint', span: spanOfSite(site), table, name, constraintKind }];
  };
}
