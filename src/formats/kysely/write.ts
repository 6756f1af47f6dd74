import type { Operation } from '../../model';
import { indented, scriptText } from '../code/script-style';
import { nextScript, stepsToWrite } from '../code/script-write';
import type { WriteContext, WrittenFile } from '../format';

/** A script beside the latest, each statement a template of `sql`. The migrator has no way to leave its transaction for one file. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const { path, style } = nextScript(name, context);
  const { quote, semicolon, indent } = style;
  const steps = stepsToWrite(up, down, context, (sql) => {
    const text = scriptText(sql, style);
    const template = text.startsWith('`') ? text : `\`${text.slice(1, -1)}\``;
    return `await sql${template}.execute(db)${semicolon}`;
  });
  const typed = style.language === 'typescript';
  const isCommon = style.modules === 'commonjs' && !typed;
  const one = (word: string, lines: readonly string[]) =>
    isCommon
      ? `exports.${word} = async (db) => {\n${indented(lines, indent)}}${semicolon}\n`
      : `export async function ${word}(db${typed ? ': Kysely<any>' : ''})${typed ? ': Promise<void>' : ''} {\n${indented(lines, indent)}}\n`;
  const head = isCommon
    ? `const { sql } = require(${quote}kysely${quote})${semicolon}\n`
    : `import { ${typed ? 'type Kysely, ' : ''}sql } from ${quote}kysely${quote}${semicolon}\n`;
  return [{ path, text: [head, one('up', steps.up), one('down', steps.down)].join('\n') }];
}
