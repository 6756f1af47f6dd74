import type { Gentler } from '../code/gentler';
import { mendingOf } from '../code/mend-code';
import { behindArguments } from '../code/places';
import { parsedPython } from '../code/python-imports';
import { manner } from './manner';
import { executeText } from './write';

const OPTIONS: Readonly<Record<Gentler, string>> = {
  concurrently: 'postgresql_concurrently=True',
  notValid: 'postgresql_not_valid=True',
};

const DEEPER = '    ';

/** Options of `op`'s own calls, `op.execute` for the rest; an autocommit block leaves the transaction (MigrationContext.autocommit_block). */
export const mend = mendingOf({
  parse: ({ uri, text }) => parsedPython(uri, text),
  option: (gentler, call) => {
    const at = behindArguments(call);
    return at === undefined ? undefined : { at, text: `, ${OPTIONS[gentler]}` };
  },
  // Inside a batch what `op` does runs before the batch.
  raw: (sql, host) => (host.text.startsWith('op.') ? executeText(sql, manner(host.module.text)) : undefined),
  outside: (text, { indent }) =>
    `with op.get_context().autocommit_block():\n${indent}${DEEPER}${text.replaceAll('\n', `\n${DEEPER}`)}`,
});
