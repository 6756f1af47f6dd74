import type { Operation } from '../../model';
import { indented, type ScriptStyle, scriptText } from '../code/script-style';
import { nextScript, stepsToWrite } from '../code/script-write';
import type { WriteContext, WrittenFile } from '../format';

/** A question mark is a binding to knex, unless a backslash stands before it (knexjs.org, "Raw"). */
export function rawCall(sql: string, style: ScriptStyle, knex = 'knex'): string {
  return `await ${knex}.raw(${scriptText(sql.replaceAll('?', '\\?'), style)})${style.semicolon}`;
}

function functionText(name: string, lines: readonly string[], style: ScriptStyle): string {
  const [parameter, result] = style.language === 'typescript' ? ['knex: Knex', ': Promise<void>'] : ['knex', ''];
  const isCommon = style.modules === 'commonjs' && style.language === 'javascript';
  const head = isCommon
    ? `exports.${name} = async (${parameter}) =>`
    : `export async function ${name}(${parameter})${result}`;
  return `${head} {\n${indented(lines, style.indent)}}${isCommon ? style.semicolon : ''}\n`;
}

/** A script beside the latest, in its language and manner, each statement by `knex.raw`. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const { path, style } = nextScript(name, context);
  const steps = stepsToWrite(up, down, context, (sql) => rawCall(sql, style));
  const { quote, semicolon } = style;
  const isCommon = style.modules === 'commonjs' && style.language === 'javascript';
  const head = style.language === 'typescript' ? [`import type { Knex } from ${quote}knex${quote}${semicolon}\n`] : [];
  const config = `${isCommon ? 'exports.config =' : 'export const config ='} { transaction: false }${semicolon}\n`;
  const parts = [
    ...head,
    ...(steps.outside === 'outside' ? [config] : []),
    functionText('up', steps.up, style),
    functionText('down', steps.down, style),
  ];
  return [{ path, text: parts.join('\n') }];
}
