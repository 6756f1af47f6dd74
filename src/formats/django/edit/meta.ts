import { type Assign, type Bound, type ClassDef, type Expr, resolve, textValue } from '../../../code';
import { pythonString } from '../../code/django/field-text';
import { ownMeta } from '../meta';
import { addItem, type Edit, type EditedModel, indentAt, linesAfter, removeItem } from './text';

/** Edits of a model's `class Meta`. */

export function assignOf(body: ClassDef['body'], name: string): Assign | undefined {
  return body.find(
    (stmt): stmt is Assign => stmt.kind === 'assign' && stmt.target.kind === 'name' && stmt.target.name === name,
  );
}

/** The last statement of a class's body that says something of its table: fields and options stand before its methods. */
function lastAssign({ body }: ClassDef): ClassDef['body'][number] | undefined {
  return [...body].reverse().find(({ kind }) => kind === 'assign');
}

/** Sets an option of `Meta`; makes the class where the model has none. */
export function setOption(edited: EditedModel, name: string, value: string): readonly Edit[] {
  const { declared, text } = edited;
  const { def } = declared.found;
  const meta = ownMeta(declared.found);
  const given = meta && assignOf(meta.def.body, name)?.value;
  if (given) return [{ start: given.start, end: given.end, newText: value }];
  const inner = meta?.def.body[0];
  if (meta && inner) {
    const indent = indentAt(text, inner);
    return [linesAfter(text, meta.def.body.at(-1) ?? inner, indented(`${name} = ${value}`, indent))];
  }
  const first = def.body[0];
  const indent = first ? indentAt(text, first) : '    ';
  // An abstract base's Meta is the model's own as long as it has none: a new one goes on from there.
  const from = declared.meta && declared.bases.find(({ handedOn }) => handedOn === declared.meta);
  const head = from ? `class Meta(${from.found.def.name}.Meta):` : 'class Meta:';
  const lines = ['', `${indent}${head}`, ...indented(`${name} = ${value}`, indent + indent)];
  const last = lastAssign(def) ?? first;
  return last ? [linesAfter(text, last, lines)] : [];
}

function indented(text: string, indent: string): readonly string[] {
  return text.split('\n').map((line) => indent + line);
}

/** Adds an item to an option of `Meta` that is a list. */
export function addToOption(edited: EditedModel, name: string, item: string): readonly Edit[] {
  const meta = ownMeta(edited.declared.found);
  const given = meta && assignOf(meta.def.body, name)?.value;
  if (!given) return setOption(edited, name, `[\n    ${item},\n]`);
  if (given.kind === 'list') return [addItem(edited.text, given, given.items, item)];
  return [{ start: given.end, end: given.end, newText: ` + [${item}]` }];
}

/** The items of a list in the model's own `Meta`, each with the list that it stands in. */
function itemsIn(
  edited: EditedModel,
  name: string,
): readonly { readonly list: readonly Expr[]; readonly item: Bound }[] {
  const meta = ownMeta(edited.declared.found);
  const given = meta && assignOf(meta.def.body, name)?.value;
  if (!meta || given?.kind !== 'list') return [];
  return given.items.map((item) => ({ list: given.items, item: { expr: item, scope: meta.scope } }));
}

/** Takes the index or constraint of a name out of `Meta`. */
export function removeNamed(edited: EditedModel, name: string): readonly Edit[] {
  const found = ['indexes', 'constraints']
    .flatMap((option) => itemsIn(edited, option))
    .find(({ item }) => nameOf(item) === name);
  return found ? [removeItem(edited.text, found.list, found.item.expr)] : [];
}

function nameOf(item: Bound): string | undefined {
  const { expr, scope } = resolve(item);
  const given = expr.kind === 'call' ? expr.args.find(({ name }) => name === 'name') : undefined;
  return given && textValue({ expr: given.value, scope })?.text;
}

const LISTS = ['indexes', 'constraints', 'unique_together', 'index_together'];

/** Takes out of `Meta` what speaks of a field that goes: its indexes and constraints go with the column. */
export function removeMentions(edited: EditedModel, field: string): readonly Edit[] {
  return LISTS.flatMap((option) =>
    itemsIn(edited, option).flatMap(({ list, item }) =>
      stringsIn(item.expr).some((one) => bare(one.value) === field) ? [removeItem(edited.text, list, item.expr)] : [],
    ),
  );
}

/** Names in `Meta` of a field that has another name from here on. */
export function renameMentions(edited: EditedModel, from: string, to: string): readonly Edit[] {
  return LISTS.flatMap((option) => itemsIn(edited, option)).flatMap(({ item }) =>
    stringsIn(item.expr)
      .filter((one) => bare(one.value) === from)
      .map((one) => ({
        start: one.start,
        end: one.end,
        newText: edited.text.slice(one.start, one.end).replace(from, to),
      })),
  );
}

function bare(name: string): string {
  return name.replace(/^-/, '');
}

type Text = Extract<Expr, { kind: 'string' }>;

/** The strings of an item that name fields: those of `fields`, and of a list that is the item itself. */
function stringsIn(expr: Expr): readonly Text[] {
  if (expr.kind === 'string') return [expr];
  if (expr.kind === 'list') return expr.items.flatMap(stringsIn);
  if (expr.kind !== 'call') return [];
  return expr.args.flatMap(({ name, value }) => (name === 'fields' || name === 'include' ? stringsIn(value) : []));
}

export function fieldList(names: readonly string[]): string {
  return `[${names.map(pythonString).join(', ')}]`;
}
