import { textValue } from '../../code';
import { isMysqlFamily } from '../../model';
import { between, compose, made, quoted } from '../code/compose';
import { bound, type MethodCall } from './columns';
import type { Blueprint, Command, Grammar, IndexType } from './fluent';
import { dropText, indexName } from './indexes';
import { namesOf, tableName } from './values';

const INDEXES: Readonly<Record<string, IndexType>> = {
  primary: 'primary',
  unique: 'unique',
  index: 'index',
  fullText: 'fulltext',
  spatialIndex: 'spatialIndex',
  rawIndex: 'index',
};

const DROPS: Readonly<Record<string, IndexType | 'foreign'>> = {
  dropPrimary: 'primary',
  dropUnique: 'unique',
  dropIndex: 'index',
  dropFullText: 'fulltext',
  dropSpatialIndex: 'spatialIndex',
  dropForeign: 'foreign',
};

const untold = ({ method, place }: MethodCall): readonly Command[] => [
  { kind: 'untold', place, reason: `what $table->${method} is given cannot be told without running it` },
];

/** What a method other than a column's asks of the table; undefined for a method that nobody knows. */
export function commandsOf(call: MethodCall, on: Blueprint, grammar: Grammar): readonly Command[] | undefined {
  const { method } = call;
  if (Object.hasOwn(INDEXES, method)) return index(call, INDEXES[method] ?? 'index', on, grammar);
  if (Object.hasOwn(DROPS, method)) return drop(call, DROPS[method] ?? 'index', on, grammar);
  switch (method) {
    case 'foreign':
      return foreign(call, on, grammar);
    case 'renameColumn':
      return renameColumn(call, on, grammar);
    case 'renameIndex':
      return renameIndex(call, on, grammar);
    case 'rename':
      return renameTable(call, on, grammar);
    case 'drop':
    case 'dropIfExists': {
      const words = method === 'drop' ? 'drop table ' : 'drop table if exists ';
      return [{ kind: 'sql', text: compose(call.place, [words, tableName(on.table, grammar)]) }];
    }
    default:
      return droppedColumns(call, on, grammar);
  }
}

function index(call: MethodCall, type: IndexType, on: Blueprint, grammar: Grammar): readonly Command[] {
  const columns = namesOf(bound(call, 0, 'columns', 'expression'));
  if (!columns) return untold(call);
  const given = bound(call, 1, 'name');
  const algorithm = bound(call, 2, 'algorithm');
  const named = given && textValue(given);
  const name =
    named ??
    made(
      indexName(
        on.table.text,
        columns.map(({ text }) => text),
        type,
        grammar,
      ),
      call.nameAt,
    );
  const word = algorithm && textValue(algorithm)?.text;
  return [
    {
      kind: 'index',
      type,
      columns,
      name,
      ...(word === undefined ? {} : { algorithm: word }),
      ...(call.method === 'rawIndex' ? { raw: true } : {}),
      attributes: new Map(),
      place: call.place,
    },
  ];
}

function foreign(call: MethodCall, on: Blueprint, grammar: Grammar): readonly Command[] {
  const columns = namesOf(bound(call, 0, 'columns'));
  if (!columns) return untold(call);
  const given = bound(call, 1, 'name');
  const texts = columns.map(({ text }) => text);
  const name = (given && textValue(given)) ?? made(indexName(on.table.text, texts, 'foreign', grammar), call.nameAt);
  return [{ kind: 'foreign', columns, name, attributes: new Map(), place: call.place }];
}

/** `dropUnique(['email'])` means the name that Laravel would have given; `dropUnique('name')` that name. */
function drop(call: MethodCall, type: IndexType | 'foreign', on: Blueprint, grammar: Grammar): readonly Command[] {
  const given = bound(call, 0, 'index');
  const single = given && textValue(given);
  const columns = single ? undefined : namesOf(given);
  if (given && !single && !columns) return untold(call);
  const texts = columns?.map(({ text }) => text) ?? [];
  const name = single ?? made(indexName(on.table.text, texts, type, grammar), columns ? call.nameAt : call.place);
  return [{ kind: 'sql', text: dropText(on.table, type, name, call.place, grammar) }];
}

function renameColumn(call: MethodCall, on: Blueprint, grammar: Grammar): readonly Command[] {
  const [from, to] = [bound(call, 0, 'from'), bound(call, 1, 'to')].map((one) => one && textValue(one));
  if (!from || !to) return untold(call);
  const { dialect } = grammar;
  const table = tableName(on.table, grammar);
  const text =
    dialect === 'sqlserver'
      ? compose(call.place, ["sp_rename N'", table, '.', quoted(from, dialect), "', ", `N'${to.text}', N'COLUMN'`])
      : compose(call.place, [
          'alter table ',
          table,
          ' rename column ',
          quoted(from, dialect),
          ' to ',
          quoted(to, dialect),
        ]);
  return [{ kind: 'sql', text }];
}

function renameIndex(call: MethodCall, on: Blueprint, grammar: Grammar): readonly Command[] {
  const [from, to] = [bound(call, 0, 'from'), bound(call, 1, 'to')].map((one) => one && textValue(one));
  if (!from || !to) return untold(call);
  const { dialect } = grammar;
  const [old, fresh] = [quoted(from, dialect), quoted(to, dialect)];
  const table = tableName(on.table, grammar);
  if (dialect === 'sqlserver')
    return [
      { kind: 'sql', text: compose(call.place, ["sp_rename N'", table, '.', old, `', N'${to.text}', N'INDEX'`]) },
    ];
  const parts = isMysqlFamily(dialect)
    ? ['alter table ', table, ' rename index ', old, ' to ', fresh]
    : ['alter index ', old, ' rename to ', fresh];
  return [{ kind: 'sql', text: compose(call.place, parts) }];
}

function renameTable(call: MethodCall, on: Blueprint, grammar: Grammar): readonly Command[] {
  const given = bound(call, 0, 'to');
  const to = given && textValue(given);
  return to ? [{ kind: 'sql', text: renameText(call, on, to, grammar) }] : untold(call);
}

function renameText(call: MethodCall, on: Blueprint, to: NonNullable<ReturnType<typeof textValue>>, grammar: Grammar) {
  return renamedTable(call.place, on.table, to, grammar);
}

export function renamedTable(
  place: MethodCall['place'],
  from: Blueprint['table'],
  to: Blueprint['table'],
  grammar: Grammar,
) {
  const [old, fresh] = [tableName(from, grammar), tableName(to, grammar)];
  if (grammar.dialect === 'sqlserver') return compose(place, ["sp_rename N'", old, "', ", `N'${to.text}'`]);
  return compose(place, ['alter table ', old, ' rename to ', fresh]);
}

const FIXED: Readonly<Record<string, readonly string[]>> = {
  dropTimestamps: ['created_at', 'updated_at'],
  dropTimestampsTz: ['created_at', 'updated_at'],
  dropRememberToken: ['remember_token'],
};

/** `dropColumn('a', 'b')`, `dropColumn(['a'])`, and the methods that drop what others add. */
function droppedColumns(call: MethodCall, on: Blueprint, grammar: Grammar): readonly Command[] | undefined {
  const { method, args, scope, nameAt, place } = call;
  const fixed = Object.hasOwn(FIXED, method) ? FIXED[method] : undefined;
  if (fixed)
    return dropColumns(
      on,
      fixed.map((name) => made(name, nameAt)),
      place,
      grammar,
    );
  const given = bound(call, 0, 'columns', 'column');
  switch (method) {
    case 'dropColumn': {
      const names = args.map(({ value }) => namesOf({ expr: value, scope }));
      const known = names.filter((one) => one !== undefined);
      return known.length < names.length || known.length === 0
        ? untold(call)
        : dropColumns(on, known.flat(), place, grammar);
    }
    case 'dropSoftDeletes':
    case 'dropSoftDeletesTz':
      return dropColumns(on, namesOf(given) ?? [made('deleted_at', nameAt)], place, grammar);
    case 'dropConstrainedForeignId':
    case 'dropForeignIdFor':
    case 'dropConstrainedForeignIdFor':
      return dropForeignId(call, on, grammar);
    case 'dropMorphs':
      return dropMorphs(call, on, grammar);
    default:
      return undefined;
  }
}

export function dropColumns(
  on: Blueprint,
  names: readonly Blueprint['table'][],
  place: MethodCall['place'],
  grammar: Grammar,
): readonly Command[] {
  const table = tableName(on.table, grammar);
  const own = names.map((name) => quoted(name, grammar.dialect));
  const each = own.map((name) => compose(place, ['drop column ', name]));
  const text = (parts: readonly (typeof table)[]) =>
    compose(place, ['alter table ', table, ' ', ...between(parts, ', ')]);
  // SQLite drops one column a statement; SQL Server says the words once.
  if (grammar.dialect === 'sqlite') return each.map((one) => ({ kind: 'sql', text: text([one]) }));
  if (grammar.dialect === 'sqlserver')
    return [{ kind: 'sql', text: compose(place, ['alter table ', table, ' drop column ', ...between(own, ', ')]) }];
  return [{ kind: 'sql', text: text(each) }];
}

function dropForeignId(call: MethodCall, on: Blueprint, grammar: Grammar): readonly Command[] {
  const { method, nameAt, place } = call;
  const second = bound(call, 1, 'column');
  const given = bound(call, 0, 'column', 'model');
  const model = method.endsWith('For') ? modelOf(given?.expr) : undefined;
  const column =
    (second && textValue(second)) ?? (model ? made(foreignKeyOf(model), nameAt) : given && textValue(given));
  if (!column) return untold(call);
  const dropped = dropColumns(on, [column], place, grammar);
  if (!method.includes('Constrained')) return dropped;
  const name = made(indexName(on.table.text, [column.text], 'foreign', grammar), nameAt);
  return [{ kind: 'sql', text: dropText(on.table, 'foreign', name, place, grammar) }, ...dropped];
}

/** `User::class`, `new User`. */
export function modelOf(expr: MethodCall['args'][number]['value'] | undefined): string | undefined {
  if (expr?.kind === 'member' && expr.name === 'class' && expr.object.kind === 'name') return expr.object.name;
  if (expr?.kind === 'call' && expr.construct && expr.callee.kind === 'name') return expr.callee.name;
  return undefined;
}

/** `BookAuthor` → `book_author_id` (Model, getForeignKey). */
export function foreignKeyOf(model: string): string {
  return `${model.replace(/(.)(?=[A-Z])/g, '$1_').toLowerCase()}_id`;
}

function dropMorphs(call: MethodCall, on: Blueprint, grammar: Grammar): readonly Command[] {
  const [name, index] = [bound(call, 0, 'name'), bound(call, 1, 'indexName')].map((one) => one && textValue(one));
  if (!name) return untold(call);
  const columns = [`${name.text}_type`, `${name.text}_id`];
  const known = index ?? made(indexName(on.table.text, columns, 'index', grammar), call.nameAt);
  return [
    { kind: 'sql', text: dropText(on.table, 'index', known, call.place, grammar) },
    ...dropColumns(
      on,
      columns.map((column) => made(column, call.nameAt)),
      call.place,
      grammar,
    ),
  ];
}
