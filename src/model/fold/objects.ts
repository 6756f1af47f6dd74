import type { HistoryProblem } from '../migration';
import type { QualifiedName } from '../names';
import type {
  AlterSequence,
  CommentOn,
  CreatePolicy,
  CreateRoutine,
  CreateSequence,
  CreateTrigger,
  CreateView,
  DropObject,
  ObjectType,
  RenameObject,
  SetObjectSchema,
} from '../operation-other';
import type { Table } from '../schema';
import { mapColumn } from './constraints';
import { quotedName } from './quoted-name';
import { renameInDefaults } from './sequence-defaults';
import {
  changeAllTables,
  changeTable,
  type FoldState,
  find,
  keyOf,
  missing,
  NO_PROBLEMS,
  placeOf,
  same,
} from './state';

export function createSequence(state: FoldState, operation: CreateSequence): readonly HistoryProblem[] {
  const { key, ...place } = placeOf(state, operation.sequence);
  if (state.sequences.has(key) && operation.ifNotExists) return NO_PROBLEMS;
  const owner = operation.ownedBy
    ? { ownedBy: { table: operation.ownedBy.table.name, column: operation.ownedBy.column.name } }
    : {};
  const type = operation.dataType ? { dataType: operation.dataType } : {};
  state.sequences.set(key, { ...place, ...owner, ...type, at: operation.sequence.span });
  return NO_PROBLEMS;
}

export function alterSequence(state: FoldState, operation: AlterSequence): readonly HistoryProblem[] {
  const sequence = find(state, state.sequences, operation.sequence);
  if (!sequence) return NO_PROBLEMS;
  const { ownedBy, dataType } = operation;
  if (dataType) state.sequences.set(keyOf(state, sequence), { ...sequence, dataType });
  if (ownedBy === undefined) return NO_PROBLEMS;
  const { ownedBy: _old, ...kept } = sequence;
  const rest = { ...kept, ...(dataType ? { dataType } : {}) };
  state.sequences.set(
    keyOf(state, sequence),
    ownedBy === 'none' ? rest : { ...rest, ownedBy: { table: ownedBy.table.name, column: ownedBy.column.name } },
  );
  return NO_PROBLEMS;
}

export function createView(state: FoldState, operation: CreateView): readonly HistoryProblem[] {
  const { key, ...place } = placeOf(state, operation.view);
  const old = state.views.get(key);
  if (old && operation.ifNotExists) return NO_PROBLEMS;
  state.views.set(key, {
    ...place,
    materialized: operation.materialized ?? false,
    columns: operation.columns.map((column) => column.name),
    query: operation.query,
    sources: operation.sources,
    ...(operation.securityInvoker ? { securityInvoker: true } : {}),
    indexes: old?.indexes ?? [],
    at: operation.view.span,
  });
  // mysqldump first makes a table in the view's place, so that views may refer to one another.
  if (state.dialect !== 'postgresql') state.tables.delete(key);
  return NO_PROBLEMS;
}

export function createRoutine(state: FoldState, operation: CreateRoutine): readonly HistoryProblem[] {
  const { key, ...place } = placeOf(state, operation.routine);
  const { form, body, definition, routine } = operation;
  const text = { form, body, ...(definition === undefined ? {} : { definition }) };
  state.routines.set(key, { ...place, ...text, at: routine.span });
  return NO_PROBLEMS;
}

export function createTrigger(state: FoldState, operation: CreateTrigger): readonly HistoryProblem[] {
  const { trigger, timing, events, body, definition } = operation;
  const text = { body, ...(definition === undefined ? {} : { definition }) };
  if (find(state, state.views, operation.table)) return NO_PROBLEMS;
  return changeTable(state, operation.table, (table) => ({
    ...table,
    triggers: [
      ...table.triggers.filter((known) => !same(state, known.name, trigger.name)),
      { name: trigger.name, timing, events, ...text, at: trigger.span },
    ],
  }));
}

export function createPolicy(state: FoldState, operation: CreatePolicy): readonly HistoryProblem[] {
  const { policy, command, restrictive, roles, using, withCheck } = operation;
  const said = {
    ...(using ? { using } : {}),
    ...(withCheck ? { withCheck } : {}),
    ...(roles.length > 0 ? { roles } : {}),
  };
  if (operation.alters) {
    return changeTable(state, operation.table, (table) => ({
      ...table,
      policies: table.policies.map((known) => (known.name === policy.name ? { ...known, ...said } : known)),
    }));
  }
  const made = { ...(command === undefined ? {} : { command }), ...(restrictive ? { restrictive } : {}), ...said };
  return changeTable(state, operation.table, (table) => ({
    ...table,
    policies: [...table.policies, { name: policy.name, ...made, at: policy.span }],
  }));
}

export function dropObject(state: FoldState, operation: DropObject): readonly HistoryProblem[] {
  const { objectType, name } = operation;
  if (objectType === 'trigger' || objectType === 'policy')
    return dropFromTable(state, operation, objectType === 'trigger' ? 'triggers' : 'policies');
  if (objectType === 'extension') {
    state.extensions.delete(name.name);
    return NO_PROBLEMS;
  }
  if (objectType === 'schema' || objectType === 'database') return dropSchema(state, operation);
  const map = mapOf(state, objectType, name);
  const found = map && find(state, map, name);
  if (map && found) {
    map.delete(keyOf(state, found));
    return NO_PROBLEMS;
  }
  return map && !operation.ifExists && MISSED.has(objectType) ? missing(capital(objectType), name) : NO_PROBLEMS;
}

/** Kinds that the fold knows for certain: of the others an extension or an unread statement may have made one. */
const MISSED: ReadonlySet<ObjectType> = new Set(['view', 'materialized view', 'domain']);

type Kept = { readonly schema?: string; readonly name: string };

/** Which of the fold's maps holds this kind of object. */
function mapOf(state: FoldState, type: ObjectType, name: QualifiedName): Map<string, Kept> | undefined {
  switch (type) {
    case 'function':
    case 'procedure':
    case 'aggregate':
    case 'event':
      return state.routines as Map<string, Kept>;
    case 'view':
    case 'materialized view':
      return state.views as Map<string, Kept>;
    case 'type':
      return (find(state, state.composites, name) ? state.composites : state.enums) as Map<string, Kept>;
    case 'domain':
      return state.domains as Map<string, Kept>;
    case 'sequence':
      return state.sequences as Map<string, Kept>;
    default:
      return undefined;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function dropFromTable(
  state: FoldState,
  operation: DropObject,
  part: 'triggers' | 'policies',
): readonly HistoryProblem[] {
  const without = (table: Table): Table => ({
    ...table,
    [part]: table[part].filter((known) => !same(state, known.name, operation.name.name)),
  });
  if (operation.table)
    return find(state, state.tables, operation.table) ? changeTable(state, operation.table, without) : NO_PROBLEMS;
  changeAllTables(state, (table) =>
    table[part].some((known) => same(state, known.name, operation.name.name)) ? without(table) : table,
  );
  return NO_PROBLEMS;
}

/** DROP SCHEMA takes everything in it (PostgreSQL refuses without CASCADE unless it is empty); DROP DATABASE empties the data layer. */
function dropSchema(state: FoldState, operation: DropObject): readonly HistoryProblem[] {
  const own = (object: Kept) =>
    operation.name.name === 'public' ? object.schema === undefined : object.schema === operation.name.name;
  const all = operation.objectType === 'database' || state.dialect === 'mysql' || state.dialect === 'mariadb';
  if (!all && !operation.cascade) return NO_PROBLEMS;
  for (const map of [
    state.tables,
    state.views,
    state.enums,
    state.domains,
    state.composites,
    state.routines,
    state.sequences,
  ] as Map<string, Kept>[]) {
    for (const [key, object] of map) if (all || own(object)) map.delete(key);
  }
  return NO_PROBLEMS;
}

export function renameObject(state: FoldState, operation: RenameObject): readonly HistoryProblem[] {
  if (operation.objectType === 'sequence') renameInDefaults(state, operation.name.name, operation.to.name);
  return moveObject(state, operation, (object) => ({ ...object, name: operation.to.name, at: operation.to.span }));
}

export function setObjectSchema(state: FoldState, operation: SetObjectSchema): readonly HistoryProblem[] {
  return moveObject(state, operation, ({ schema: _old, ...object }) => {
    const { schema } = placeOf(state, { ...operation.name, name: object.name, schema: operation.schema });
    return { ...object, ...(schema === undefined ? {} : { schema }) };
  });
}

function moveObject(
  state: FoldState,
  operation: RenameObject | SetObjectSchema,
  change: (object: Kept) => Kept,
): readonly HistoryProblem[] {
  const map = mapOf(state, operation.objectType, operation.name);
  const found = map && find(state, map, operation.name);
  if (!map || !found) return NO_PROBLEMS;
  map.delete(keyOf(state, found));
  const moved = change(found);
  map.set(keyOf(state, moved), moved);
  if (operation.objectType === 'type' || operation.objectType === 'domain') retypeColumns(state, found, moved);
  return NO_PROBLEMS;
}

/** Columns follow their type's new name, as the catalogue shows it. */
function retypeColumns(state: FoldState, from: Kept, to: Kept): void {
  const shown = [...(to.schema === undefined ? [] : [to.schema]), to.name].map(quotedName).join('.');
  const uses = (type: { readonly schema?: string; readonly name: string } | undefined) =>
    type?.name === from.name && (type.schema ?? 'public') === (from.schema ?? 'public');
  changeAllTables(state, (table) => {
    if (!table.columns.some((column) => uses(column.type?.userType))) return table;
    const columns = table.columns.map((column) =>
      column.type && uses(column.type.userType)
        ? {
            ...column,
            type: {
              ...column.type,
              text: shown,
              canonical: shown + '[]'.repeat(column.type.dimensions ?? 0),
              userType: to,
            },
          }
        : column,
    );
    return { ...table, columns };
  });
}

export function commentOn(state: FoldState, operation: CommentOn): readonly HistoryProblem[] {
  const { comment, name, table } = operation;
  if (operation.objectType === 'table') {
    if (!find(state, state.tables, name)) return NO_PROBLEMS;
    return changeTable(state, name, ({ comment: _old, ...rest }) =>
      comment === undefined ? rest : { ...rest, comment },
    );
  }
  if (operation.objectType !== 'column' || !table || !find(state, state.tables, table)) return NO_PROBLEMS;
  return changeTable(state, table, (found) =>
    mapColumn(state, found, name.name, ({ comment: _old, ...column }) =>
      comment === undefined ? column : { ...column, comment },
    ),
  );
}
