import { mendingOf } from '../code/mend-code';
import { firstMember } from '../code/places';
import { moduleOf } from '../code/project-imports';
import { scriptText, styleOf } from '../code/script-style';

/** SQL by the query runner; a migration's field leaves the transaction (typeorm.io, "Transaction mode"). */
export const mend = mendingOf({
  parse: moduleOf,
  raw: (sql, { module, receiver }) => {
    const style = styleOf({ path: module.uri, text: module.text });
    return receiver && `await ${receiver}.query(${scriptText(sql, style)})${style.semicolon}`;
  },
  leave: ({ module, place }) => {
    const { semicolon } = styleOf({ path: module.uri, text: module.text });
    const edit = firstMember(module, place.start, `transaction = false${semicolon}`);
    return edit && [edit];
  },
});
