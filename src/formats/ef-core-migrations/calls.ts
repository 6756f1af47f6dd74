import {
  type Bound,
  type BoundFunction,
  type Call,
  chainOf,
  type Frame,
  resolve,
  runFunction,
  textValue,
} from '../../code';
import type { Operation } from '../../model';
import { opaque, spanOf, statement } from '../code/build';
import { givenTo } from '../code/csharp';
import { type Emitter, emitDataChange, emitSql, emitUnknown } from '../code/emit';
import { isFollowed, isStanding, mapExpr, returning, textExpr } from '../code/standing';
import { alterColumn } from './alter-column';
import { annotationsOf } from './annotations';
import { type ColumnSite, columnSpec } from './columns';
import { commentOf } from './comments';
import { createTable } from './create-table';
import { createIndex, dropIndex, indexedColumns, renameIndex } from './indexes';
import { addCheckConstraint, addForeignKey, addPrimaryKey, addUniqueConstraint, dropConstraint } from './keys';
import * as objects from './objects';
import { PARAMETERS } from './signatures';
import { identGiven, isGiven, spanOfSite, tableGiven } from './site';

const MARK = 'MigrationBuilder';

const PROVIDERS: Readonly<Record<string, { readonly name: string; readonly test: string }>> = {
  postgresql: { name: 'Npgsql.EntityFrameworkCore.PostgreSQL', test: 'IsNpgsql' },
  sqlserver: { name: 'Microsoft.EntityFrameworkCore.SqlServer', test: 'IsSqlServer' },
  sqlite: { name: 'Microsoft.EntityFrameworkCore.Sqlite', test: 'IsSqlite' },
  mysql: { name: 'Pomelo.EntityFrameworkCore.MySql', test: 'IsMySql' },
  mariadb: { name: 'Pomelo.EntityFrameworkCore.MySql', test: 'IsMySql' },
  oracle: { name: 'Oracle.EntityFrameworkCore', test: 'IsOracle' },
};

/** What stands for the builder that EF hands to a migration: it knows the provider. */
function builder(dialect: string) {
  const tests = new Set(Object.values(PROVIDERS).map(({ test }) => test));
  const own = PROVIDERS[dialect];
  const answer = (test: string) => returning({ kind: 'constant', start: 0, end: 0, value: test === own?.test });
  return mapExpr({
    [MARK]: textExpr(''),
    ActiveProvider: textExpr(own?.name ?? ''),
    ...Object.fromEntries([...tests].map((test) => [test, answer(test)])),
  });
}

type Read = (site: ColumnSite) => readonly Operation[] | undefined;

const addColumn: Read = (site) => {
  const table = tableGiven(site);
  const name = identGiven(site, 'name');
  if (!table || !name) return undefined;
  const column = columnSpec({ ...site, table: table.name }, name);
  return [{ kind: 'addColumn', span: spanOfSite(site), table, column }, ...commentOf(site, 'column', name, table)];
};

const READERS: Readonly<Record<string, Read>> = {
  AddColumn: addColumn,
  AddForeignKey: addForeignKey,
  AddPrimaryKey: addPrimaryKey,
  AddUniqueConstraint: addUniqueConstraint,
  AddCheckConstraint: addCheckConstraint,
  CreateCheckConstraint: addCheckConstraint,
  AlterColumn: (site) => alterColumn({ ...site, table: tableGiven(site)?.name ?? '' }),
  AlterDatabase: objects.alterDatabase,
  AlterSequence: objects.alterSequence,
  AlterTable: objects.alterTable,
  CreateIndex: createIndex,
  CreateSequence: objects.createSequence,
  CreateTable: createTable,
  DropCheckConstraint: dropConstraint('check'),
  DropColumn: objects.dropColumn,
  DropForeignKey: dropConstraint('foreignKey'),
  DropIndex: dropIndex,
  DropPrimaryKey: dropConstraint('primaryKey'),
  DropSchema: objects.dropSchema,
  DropSequence: objects.dropSequence,
  DropTable: objects.dropTable,
  DropUniqueConstraint: dropConstraint('unique'),
  EnsureSchema: objects.ensureSchema,
  RenameColumn: objects.renameColumn,
  RenameIndex: renameIndex,
  RenameSequence: objects.renameSequence,
  RenameTable: objects.renameTable,
  RestartSequence: objects.restartSequence,
};

const DATA: Readonly<Record<string, 'insert' | 'update' | 'delete'>> = {
  InsertData: 'insert',
  UpdateData: 'update',
  DeleteData: 'delete',
};

/** What a migration told besides its operations. */
export interface Told {
  suppresses: 'suppresses' | 'wrapped';
}

/** Goes through `Up` or `Down` and reads what it asks of the builder. */
export function builderCalls(on: Emitter, called: BoundFunction): Told {
  const told: Told = { suppresses: 'wrapped' };
  const scope = called.scope.child();
  const standing: Bound = { expr: builder(on.dialect), scope };
  // `Migration.ActiveProvider` is the builder's.
  scope.set('ActiveProvider', { expr: textExpr(PROVIDERS[on.dialect]?.name ?? ''), scope });
  const indexed = new Set<string>();
  const bound: BoundFunction = { def: called.def, scope };
  runFunction(bound, [standing], undefined, (call, frame) => {
    const site = siteOf(on, call, frame, indexed);
    if (site?.method === 'CreateIndex') for (const key of indexedColumns(site.site)) indexed.add(key);
    return site !== undefined;
  });
  runFunction(bound, [standing], undefined, (call, frame) => {
    const found = siteOf(on, call, frame, indexed);
    if (found) emit(on, found, frame, told);
    else if (takesBuilder(call, frame)) {
      emitUnknown(on, { module: frame.scope.module, conditional: frame.conditional }, call, HELPER);
      return true;
    }
    return found !== undefined;
  });
  return told;
}

const HELPER = 'What this helper does with the builder is not seen here.';

/** A call that hands the builder on to something that is not in this file; `base.Up(…)` of EF's own class does nothing. */
function takesBuilder(call: Call, { scope }: Frame): boolean {
  const { callee, args } = call;
  if (callee.kind === 'member' && callee.object.kind === 'name' && callee.object.name === 'base') return false;
  const isHanded = args.some(({ value }) => isStanding(resolve({ expr: value, scope }).expr, MARK));
  return isHanded && !isFollowed(call, scope);
}

interface Found {
  readonly method: string;
  readonly call: Call;
  readonly site: ColumnSite;
}

/** The operation that a call makes, when it is one of the builder's. */
function siteOf(on: Emitter, call: Call, { scope }: Frame, indexed: ReadonlySet<string>): Found | undefined {
  const { root, links } = chainOf(call);
  const [first, ...rest] = links;
  if (!first || !isStanding(resolve({ expr: root, scope }).expr, MARK)) return undefined;
  const site: ColumnSite = {
    module: on.module,
    dialect: on.dialect,
    scope,
    place: { start: call.start, end: call.end },
    given: givenTo(first.call.args, PARAMETERS[first.name] ?? [], scope),
    ...annotationsOf(rest, scope),
    indexed,
    gaps: [],
    table: '',
    clr: first.call.typeArgs?.[0],
  };
  return { method: first.name, call: first.call, site };
}

function emit(on: Emitter, { method, call, site }: Found, frame: Frame, told: Told): void {
  const met = { module: frame.scope.module, conditional: frame.conditional };
  if (/^Is[A-Z]\w*$/.test(method)) return;
  const change = DATA[method];
  if (change) {
    const table = site.given('table');
    const filter = change === 'insert' ? 'all rows' : 'filtered';
    emitDataChange(on, met, call, change, table && textValue(table), filter);
    return;
  }
  if (isGiven(site, 'suppressTransaction') || site.annotations.has('Npgsql:CreatedConcurrently'))
    told.suppresses = 'suppresses';
  const sql = method === 'Sql' ? site.given('sql') : undefined;
  const text = sql && textValue(sql);
  if (text) {
    emitSql(on, met, text);
    return;
  }
  const read = Object.hasOwn(READERS, method) ? READERS[method] : undefined;
  const made = read?.(site);
  const reason =
    read || method === 'Sql' ? 'its arguments are not known before it runs' : 'this method of the builder is not known';
  const operations = made ? [...made, ...site.gaps] : [opaque(on.module, site.place, `${method}: ${reason}`)];
  const own = statement(spanOf(on.module, site.place), operations, frame.conditional);
  on.statements.push(own);
}
