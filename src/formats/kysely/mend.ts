import { mendingOf } from '../code/mend-code';
import { moduleOf } from '../code/project-imports';
import { scriptText, styleOf } from '../code/script-style';

/** Templates of `sql`, where the file has it. The migrator's transaction cannot be left for one file. */
export const mend = mendingOf({
  parse: moduleOf,
  raw: (sql, { module, receiver }) => {
    if (receiver === undefined || !/\bsql\b[^\n]*\bfrom ['"]kysely['"]/.test(module.text)) return undefined;
    const style = styleOf({ path: module.uri, text: module.text });
    const text = scriptText(sql, style);
    const template = text.startsWith('`') ? text : `\`${text.slice(1, -1)}\``;
    return `await sql${template}.execute(${receiver})${style.semicolon}`;
  },
});
