import { mendingOf } from '../code/mend-code';
import { objectOption } from '../code/places';
import { moduleOf } from '../code/project-imports';
import { scriptText, styleOf } from '../code/script-style';

const isIndexCall = (name: string) => name === 'addIndex' || name === 'removeIndex';

/** Options of the query interface's own calls, SQL for the rest. Nothing wraps a migration but itself, and that is not undone here. */
export const mend = mendingOf({
  parse: moduleOf,
  option: (gentler, call) =>
    gentler === 'concurrently' && call.callee.kind === 'member' && isIndexCall(call.callee.name)
      ? objectOption(call, 'concurrently', 'true')
      : undefined,
  raw: (sql, { module, receiver, text }) => {
    // What runs in a transaction of the migration's own must be given it.
    if (receiver === undefined || /\btransaction\b/.test(text)) return undefined;
    const style = styleOf({ path: module.uri, text: module.text });
    return `await ${receiver}.sequelize.query(${scriptText(sql, style)})${style.semicolon}`;
  },
});
