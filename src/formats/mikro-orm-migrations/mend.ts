import { mendingOf } from '../code/mend-code';
import { firstMember } from '../code/places';
import { moduleOf } from '../code/project-imports';
import { scriptText, styleOf } from '../code/script-style';

/** `addSql`; `isTransactional` leaves the transaction (mikro-orm.io, "Migrations"). */
export const mend = mendingOf({
  parse: moduleOf,
  raw: (sql, { module }) => {
    const style = styleOf({ path: module.uri, text: module.text });
    return `this.addSql(${scriptText(sql, style)})${style.semicolon}`;
  },
  leave: ({ module, place }) => {
    const { semicolon, indent, language } = styleOf({ path: module.uri, text: module.text });
    const head = `isTransactional()${language === 'typescript' ? ': boolean' : ''} {`;
    const edit = firstMember(module, place.start, `${head}\n${indent}return false${semicolon}\n}`);
    return edit && [edit];
  },
});
