import type { Operation } from '../../model';
import { indented, scriptText } from '../code/script-style';
import { nextScript, stepsToWrite } from '../code/script-write';
import type { WriteContext, WrittenFile } from '../format';

/** A script beside the latest, each statement by `queryInterface.sequelize.query`; nothing wraps it, so nothing must be left. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const joint = context.latest.length === 0 ? '-' : undefined;
  const { path, style } = nextScript(name, context, joint);
  const { quote, semicolon, indent } = style;
  const steps = stepsToWrite(
    up,
    down,
    context,
    (sql) => `await queryInterface.sequelize.query(${scriptText(sql, style)})${semicolon}`,
  );
  const method = (word: string, lines: readonly string[]) =>
    `${indent}async ${word}(queryInterface${style.language === 'typescript' ? ': QueryInterface' : ''}) {\n${indented(lines, indent + indent)}${indent}},\n`;
  const isCommon = style.modules === 'commonjs';
  const head =
    style.language === 'typescript'
      ? `import type { QueryInterface } from ${quote}sequelize${quote}${semicolon}\n\n`
      : isCommon
        ? `${quote}use strict${quote}${semicolon}\n\n`
        : '';
  const open = isCommon ? 'module.exports = {' : 'export default {';
  return [{ path, text: `${head}${open}\n${method('up', steps.up)}\n${method('down', steps.down)}}${semicolon}\n` }];
}
