import type { CommentOn, Ident, Operation, QualifiedName, Statement } from '../../../model';
import { cursorOver, items } from '../../read/cursor';
import { readIdent, readName, stringValue } from '../../read/names';
import { type Source, spanOf } from '../../text/source';
import { tokenize } from '../../text/statements';
import type { Token } from '../../text/token';
import { type Place, SILENT } from '../context';
import { statementOf } from '../make';
import { sqlInString } from '../strings';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** An argument that is one string: the token. Others are undefined. */
type Arguments = (name: string, position: number) => Token | undefined;

/** Reads the calls of system procedures that change the schema; undefined for all others. */
export function readProcedureCall(
  source: Source,
  tokens: readonly Token[],
  range: Range,
  place: Place,
): readonly Statement[] | undefined {
  const c = cursorOver(source, tokens, range.from + 1, range.to);
  if (tokens[c.at + 1]?.word === '=') c.at += 2;
  const name = readName(c)?.name.toLowerCase();
  const span = spanOf(source, tokens[range.from]?.start ?? 0, tokens[range.to - 1]?.end ?? 0);
  const given = argumentsOf(source, tokens, { from: c.at, to: range.to });
  const operation =
    name === 'sp_rename' ? readRename(source, given, span) : name && readProperty(source, name, given, span);
  return operation ? [statementOf(span, [operation], place.conditional)] : undefined;
}

function argumentsOf(source: Source, tokens: readonly Token[], range: Range): Arguments {
  const list = items(cursorOver(source, tokens, range.from, range.to));
  const positional = list.filter((item) => tokens[item.at + 1]?.word !== '=' || item.end - item.at < 3);
  return (name, position) => {
    const named = list.find((item) => tokens[item.at]?.word === name && tokens[item.at + 1]?.word === '=');
    const [item, at] = named ? [named, named.at + 2] : [positional[position], positional[position]?.at ?? 0];
    const token = tokens[at];
    return item && token?.kind === 'string' && at === item.end - 1 ? token : undefined;
  };
}

/** The names in a string, parted by dots: `dbo.Book.Title`, `[dbo].[Book]`. */
function namesIn(source: Source, token: Token): readonly Ident[] {
  const inner = sqlInString(source, token);
  const tokens = tokenize(inner.source, SILENT, inner.start, inner.end);
  const c = cursorOver(inner.source, tokens);
  const names: Ident[] = [];
  for (let name = readIdent(c); name; name = readIdent(c)) {
    names.push(name);
    if (tokens[c.at]?.word !== '.') break;
    c.at++;
  }
  return names;
}

/** A string that is a name as it stands, brackets and all. */
function plainName(source: Source, token: Token): Ident {
  const inner = sqlInString(source, token);
  return { name: stringValue(source, token), span: spanOf(inner.source, inner.start, inner.end) };
}

function qualified(names: readonly Ident[]): QualifiedName | undefined {
  const name = names[names.length - 1];
  const schema = names[names.length - 2];
  return name && (schema ? { ...name, schema: schema.name } : name);
}

/** sp_rename 'schema.table.column', 'new name', 'COLUMN' | 'INDEX' | 'OBJECT' | 'USERDATATYPE'. */
function readRename(source: Source, given: Arguments, span: Operation['span']): Operation | undefined {
  const [old, to, type] = [given('@objname', 0), given('@newname', 1), given('@objtype', 2)];
  if (!old || !to) return undefined;
  const names = namesIn(source, old);
  const name = names[names.length - 1];
  const table = qualified(names.slice(0, -1));
  const objectType = type ? stringValue(source, type).toLowerCase() : '';
  const newName = plainName(source, to);
  if (!name) return undefined;
  // Without a type three parts are a table's column: objects have two.
  if (objectType === 'column' || (objectType === '' && names.length === 3))
    return table && { kind: 'renameColumn', table, column: name, to: newName, span };
  if (objectType === 'index') return table && { kind: 'renameIndex', index: name, table, to: newName, span };
  const object = qualified(names);
  if (!object) return undefined;
  if (objectType === 'userdatatype')
    return { kind: 'renameObject', objectType: 'type', name: object, to: newName, span };
  if (objectType === 'database') return undefined;
  // A table, or anything else that lives in a schema: what it is the fold knows.
  return { kind: 'renameTable', table: object, to: newName, span };
}

const PROPERTY = /^sp_(add|update|drop)extendedproperty$/;

/** The extended property MS_Description is what tools show as an object's comment. */
function readProperty(source: Source, name: string, given: Arguments, span: Operation['span']): Operation | undefined {
  const action = PROPERTY.exec(name)?.[1];
  const property = given('@name', 0);
  if (action === undefined || !property || !/^ms_description$/i.test(stringValue(source, property))) return undefined;
  const shift = action === 'drop' ? 1 : 2;
  const level = (n: number, part: 'type' | 'name') =>
    given(`@level${n}${part}`, shift + n * 2 + (part === 'name' ? 1 : 0));
  const value = action === 'drop' ? undefined : given('@value', 1);
  if (action !== 'drop' && !value) return undefined;
  const target = targetOf(source, level);
  return target && { kind: 'commentOn', ...target, comment: value && stringValue(source, value), span };
}

type Level = (n: number, part: 'type' | 'name') => Token | undefined;

function targetOf(source: Source, level: Level): Pick<CommentOn, 'objectType' | 'name' | 'table'> | undefined {
  const [schema, object, part] = [level(0, 'name'), level(1, 'name'), level(2, 'name')];
  if (!object) return undefined;
  const table: QualifiedName = {
    ...plainName(source, object),
    ...(schema ? { schema: plainName(source, schema).name } : {}),
  };
  const kind = wordOf(source, level(1, 'type'));
  if (!part) return kind === 'table' || kind === 'view' ? { objectType: kind, name: table } : undefined;
  const partKind = wordOf(source, level(2, 'type'));
  if (partKind === 'column') return { objectType: 'column', name: plainName(source, part), table };
  if (partKind === 'constraint') return { objectType: 'constraint', name: plainName(source, part), table };
  if (partKind !== 'index') return undefined;
  return {
    objectType: 'index',
    name: { ...plainName(source, part), ...(table.schema ? { schema: table.schema } : {}) },
  };
}

function wordOf(source: Source, token: Token | undefined): string {
  return token ? stringValue(source, token).toLowerCase() : '';
}
