import type { Operation } from '../../model';
import { indented, scriptText } from '../code/script-style';
import { nextScript, stepsToWrite } from '../code/script-write';
import type { WriteContext, WrittenFile } from '../format';
import { joinPath } from '../paths';

/** A class beside the latest, named by its moment as MikroORM names it, each statement by `addSql`. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const { folder, version, style } = nextScript(name, context);
  const { quote, semicolon, indent } = style;
  const latest = context.latest.at(-1);
  const title = `Migration${version}`;
  const steps = stepsToWrite(up, down, context, (sql) => `this.addSql(${scriptText(sql, style)})${semicolon}`);
  const typed = style.language === 'typescript';
  const method = (word: string, lines: readonly string[]) =>
    `${indent}async ${word}()${typed ? ': Promise<void>' : ''} {\n${indented(lines, indent + indent)}${indent}}\n`;
  const source = /from ['"](@[\w/-]*migrations[\w/-]*)['"]/.exec(latest?.text ?? '')?.[1] ?? '@mikro-orm/migrations';
  const isCommon = style.modules === 'commonjs' && !typed;
  const head = isCommon
    ? `const { Migration } = require(${quote}${source}${quote})${semicolon}\n`
    : `import { Migration } from ${quote}${source}${quote}${semicolon}\n`;
  const free =
    steps.outside === 'outside'
      ? [
          `${indent}isTransactional()${typed ? ': boolean' : ''} {\n${indent}${indent}return false${semicolon}\n${indent}}\n`,
        ]
      : [];
  const body = [...free, method('up', steps.up), method('down', steps.down)].join('\n');
  const open = isCommon ? `exports.${title} = class ${title}` : `export class ${title}`;
  return [
    { path: joinPath(folder, `${title}.${style.ending}`), text: `${head}\n${open} extends Migration {\n${body}}\n` },
  ];
}
