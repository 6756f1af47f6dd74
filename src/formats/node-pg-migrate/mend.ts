import type { CodeModule } from '../../code';
import { languageOf } from '../../code';
import { around } from '../code/host';
import { mendingOf } from '../code/mend-code';
import { before, objectOption } from '../code/places';
import { moduleOf } from '../code/project-imports';
import { scriptText, styleOf } from '../code/script-style';
import type { Mending } from '../mending';

const isIndexCall = (name: string) => /^(?:add|create|drop)Index$/.test(name);

function functionAt(module: CodeModule, offset: number) {
  return around(module, offset, offset).find((node) => node.kind === 'function');
}

const inCode = mendingOf({
  parse: moduleOf,
  option: (gentler, call) =>
    gentler === 'concurrently' && call.callee.kind === 'member' && isIndexCall(call.callee.name)
      ? objectOption(call, 'concurrently', 'true')
      : undefined,
  raw: (sql, { module, receiver }) => {
    const style = styleOf({ path: module.uri, text: module.text });
    return receiver && `${receiver}.sql(${scriptText(sql, style)})${style.semicolon}`;
  },
  leave: ({ module, place, receiver }) => {
    const { semicolon } = styleOf({ path: module.uri, text: module.text });
    const first = functionAt(module, place.start)?.body[0];
    return first && receiver ? [before(module, first, `${receiver}.noTransaction()${semicolon}`, '')] : undefined;
  },
});

/** Options of the builder's calls and `pgm.sql`; a file of SQL cannot leave the transaction. */
export const mend: Mending = {
  rewrite: (file, change, context) =>
    languageOf(file.uri) === undefined ? undefined : inCode.rewrite?.(file, change, context),
  leave: (file, at, context) => (languageOf(file.uri) === undefined ? undefined : inCode.leave?.(file, at, context)),
};
