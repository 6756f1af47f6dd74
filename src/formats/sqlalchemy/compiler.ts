import { type Bound, type Expr, resolve } from '../../code';
import type { Dialect, ForeignKeySpec, Ident, QualifiedName } from '../../model';
import { identAt } from '../code/build';
import type { ColumnParts } from '../code/sqlalchemy/columns';
import { type Compile, callOf, given, nameOf, wordOf } from '../code/sqlalchemy/compile';
import type { CompiledType } from '../code/sqlalchemy/compiled-type';
import { schemaOf } from '../code/sqlalchemy/table';
import { ownValue } from './classes';
import { type MetaDataWords, metadataWords } from './metadata';
import type { Model } from './models';
import { modelColumns, modelName, type Project } from './tables';

interface Known {
  readonly name: QualifiedName;
  readonly columns: readonly ColumnParts[];
}

interface Tables {
  readonly dialect: Dialect;
  readonly models: readonly Model[];
  readonly core: () => readonly Known[];
  readonly project: Project;
}

const keyOf = ({ schema, name }: Pick<QualifiedName, 'schema' | 'name'>) => `${schema ?? ''}.${name}`;

/** What constructs are compiled with: what objects that refer to other tables mean, and what type a referenced column has. */
export function compiler({ dialect, models, core, project }: Tables): Project['compile'] {
  let byName: ReadonlyMap<string, () => readonly ColumnParts[]> | undefined;
  const tables = () => {
    byName ??= new Map([
      ...models.map((model) => {
        let columns: readonly ColumnParts[] | undefined;
        return [
          keyOf(modelName(model, bare)),
          () => {
            columns ??= modelColumns(model, bare).columns;
            return columns;
          },
        ] as const;
      }),
      ...coreOnce().map(({ name, columns }) => [keyOf(name), () => columns] as const),
    ]);
    return byName;
  };
  let known: readonly Known[] | undefined;
  const coreOnce = () => {
    if (known) return known;
    // Tables that ask for each other's types while they are gathered find none.
    known = [];
    known = core();
    return known;
  };
  const typeOfReference = (reference: ForeignKeySpec, depth = 0): CompiledType | undefined => {
    const [column] = reference.refColumns;
    const found = tables()
      .get(keyOf(reference.refTable))?.()
      .find(({ spec }) => spec.name.name === column?.name);
    if (!found || depth > 8) return undefined;
    const [next] = found.references;
    return found.type ?? (next && typeOfReference(next, depth + 1));
  };
  // Columns as they are by themselves: types of references are then looked up through them.
  const bare: Project = {
    ...project,
    compile: (words) => ({ ...shared(words, () => undefined), dialect }),
  };
  const shared = (words: MetaDataWords, untold: Compile['untold']): Compile => ({
    dialect,
    ...(words.convention ? { convention: words.convention } : {}),
    untold,
    columnName: (item) => columnName(item, project),
    referenced: (target) => referenced(target, words, project),
  });
  return (words, untold) => ({ ...shared(words, untold), typeOfReference });
}

/** A column that stands as an object: an attribute's name in its class, `User.id`, `users.c.id`. */
function columnName(item: Bound, project: Project): Bound | undefined {
  const { expr, scope } = item.expr.kind === 'member' ? item : resolve(item);
  if (expr.kind === 'call') return wordOf(expr) === 'column' ? first({ expr, scope }) : undefined;
  if (expr.kind !== 'member') return undefined;
  const own = expr.object.kind === 'name' && expr.object.name === 'cls' ? scope.value(expr.name) : undefined;
  if (own && own.expr.kind === 'call' && wordOf(own.expr) === 'column') return placed(own, expr.nameAt);
  const model = modelOf(expr.object, item, project);
  const name = model ? attributeColumn(model, expr.name) : isColumns(expr.object) ? expr.name : undefined;
  return { expr: textAt(name ?? expr.name, expr.nameAt), scope };
}

/** `users.c` */
function isColumns(expr: Expr): boolean {
  return expr.kind === 'member' && /^(?:c|columns)$/.test(expr.name);
}

/** The class with a table that an object is: `User`, `User.__table__.c`. */
function modelOf(object: Expr, { scope }: Bound, { models }: Project): Model | undefined {
  const found = resolve({ expr: tableObject(object), scope });
  const ref = found.expr.kind === 'name' ? found.scope.class(found.expr.name) : undefined;
  return ref && models.model(ref);
}

function tableObject(expr: Expr): Expr {
  return expr.kind === 'member' && /^(?:c|columns|__table__)$/.test(expr.name) ? tableObject(expr.object) : expr;
}

function first({ expr, scope }: Bound): Bound | undefined {
  const argument = expr.kind === 'call' ? expr.args[0]?.value : undefined;
  return argument && { expr: argument, scope };
}

function placed(column: Bound, at: { readonly start: number; readonly end: number }): Bound | undefined {
  const name = first(column);
  return name?.expr.kind === 'string' ? { expr: textAt(name.expr.value, at), scope: name.scope } : name;
}

function textAt(value: string, { start, end }: { readonly start: number; readonly end: number }): Expr {
  return { kind: 'string', start, end, value, pieces: [{ start, end, text: value }] };
}

/** What a foreign key names: `'users.id'` in the metadata's schema, `User.id`, `users.c.id`. */
function referenced(target: Bound, words: MetaDataWords, project: Project): Ident | undefined {
  const { expr, scope } = target.expr.kind === 'member' ? target : resolve(target);
  if (expr.kind === 'member') return referencedObject({ expr, scope }, expr, project);
  const own = nameOf(target);
  if (!own || words.schema === undefined || own.name.split('.').length !== 2) return own;
  return { ...own, name: `${words.schema}.${own.name}` };
}

function referencedObject(
  { scope }: Bound,
  expr: Extract<Expr, { readonly kind: 'member' }>,
  project: Project,
): Ident | undefined {
  const found = resolve({ expr: tableObject(expr.object), scope });
  const ref = found.expr.kind === 'name' ? found.scope.class(found.expr.name) : undefined;
  const model = ref && project.models.model(ref);
  const table = model ? modelName(model, project) : tableOf(ref ? ownValue(ref, '__table__') : found);
  if (!table) return undefined;
  const column = (model && attributeColumn(model, expr.name)) ?? expr.name;
  const name = [table.schema, table.name, column].filter((part) => part !== undefined).join('.');
  return identAt(scope.module, name, expr);
}

function tableOf(bound: Bound | undefined): QualifiedName | undefined {
  const call = callOf(bound);
  const name = call && wordOf(call.expr) === 'Table' ? nameOf(given(call, 0, 'name')) : undefined;
  if (!call || !name) return undefined;
  const isSaid = call.expr.args.some((one) => one.name === 'schema');
  const schema = isSaid ? schemaOf(call) : metadataWords(given(call, 1, 'metadata')).schema;
  return { ...name, ...(schema === undefined ? {} : { schema }) };
}

/** The name that a column has in the database, where its attribute has another. */
function attributeColumn({ sources }: Model, attribute: string): string | undefined {
  for (const ref of sources) {
    const value = ownValue(ref, attribute);
    const call = callOf(value);
    if (call) return nameOf(given(call, 0, 'name'))?.name;
  }
  return undefined;
}
