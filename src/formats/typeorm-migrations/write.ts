import type { Operation } from '../../model';
import { indented, scriptText } from '../code/script-style';
import { nextScript, stepsToWrite } from '../code/script-write';
import type { WriteContext, WrittenFile } from '../format';
import { joinPath } from '../paths';

/** A class beside the latest, named with its moment as TypeORM names it, each statement by `queryRunner.query`. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const { folder, style } = nextScript(name, context);
  const latest = Math.max(0, ...context.latest.map(({ migration }) => Number(migration.version) || 0));
  const moment = String(Math.max(context.now.getTime(), latest + 1));
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? ['migration'];
  const title = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const { quote, semicolon, indent } = style;
  const steps = stepsToWrite(
    up,
    down,
    context,
    (sql) => `await queryRunner.query(${scriptText(sql, style)})${semicolon}`,
  );
  const typed = style.language === 'typescript';
  const method = (word: string, lines: readonly string[]) =>
    `${indent}${typed ? 'public ' : ''}async ${word}(queryRunner${typed ? ': QueryRunner' : ''})${typed ? ': Promise<void>' : ''} {\n${indented(lines, indent + indent)}${indent}}\n`;
  const head = typed ? `import { MigrationInterface, QueryRunner } from ${quote}typeorm${quote}${semicolon}\n\n` : '';
  const open = style.modules === 'commonjs' && !typed ? 'module.exports = class' : 'export class';
  const fields = [
    `${indent}name = ${quote}${title}${moment}${quote}${semicolon}\n`,
    ...(steps.outside === 'outside' ? [`${indent}transaction = false${semicolon}\n`] : []),
  ];
  const body = [...fields, method('up', steps.up), method('down', steps.down)].join('\n');
  const text = `${head}${open} ${title}${moment}${typed ? ' implements MigrationInterface' : ''} {\n${body}}\n`;
  return [{ path: joinPath(folder, `${moment}-${title}.${style.ending}`), text }];
}
