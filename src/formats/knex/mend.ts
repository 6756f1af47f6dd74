import { mendingOf } from '../code/mend-code';
import { before } from '../code/places';
import { moduleOf } from '../code/project-imports';
import { styleOf } from '../code/script-style';
import { rawCall } from './write';

/** `knex.raw`: the schema builder has no word for CONCURRENTLY or NOT VALID. */
export const mend = mendingOf({
  parse: moduleOf,
  raw: (sql, { module, receiver }) =>
    receiver === undefined ? undefined : rawCall(sql, styleOf({ path: module.uri, text: module.text }), receiver),
  leave: ({ module, place }) => {
    const style = styleOf({ path: module.uri, text: module.text });
    const first = module.body.find(({ start, end }) => start <= place.start && place.end <= end);
    // `module.exports = {…}` has its own way to say it.
    if (!first || /^module\.exports\s*=/.test(module.text.slice(first.start))) return undefined;
    const head = /^\s*exports\./.test(module.text.slice(first.start)) ? 'exports.config' : 'export const config';
    return [before(module, first, `${head} = { transaction: false }${style.semicolon}`)];
  },
});
