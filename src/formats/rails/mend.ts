import type { Gentler } from '../code/gentler';
import { mendingOf } from '../code/mend-code';
import { before, behindArguments, classAt } from '../code/places';
import { moduleOf } from './read';
import { heredoc } from './write';

/** strong_migrations' and Rails' own words (guides.rubyonrails.org: `add_index`, `add_foreign_key`, `add_check_constraint`). */
const OPTIONS: Readonly<Record<Gentler, string>> = {
  concurrently: 'algorithm: :concurrently',
  notValid: 'validate: false',
};
const TAKES: ReadonlySet<string> = new Set(['add_index', 'remove_index', 'add_foreign_key', 'add_check_constraint']);

export const mend = mendingOf({
  parse: moduleOf,
  option: (gentler, call) => {
    const at = behindArguments(call);
    const name = call.callee.kind === 'name' ? call.callee.name : '';
    return at === undefined || !TAKES.has(name) ? undefined : { at, text: `, ${OPTIONS[gentler]}` };
  },
  // In `change` SQL has no way back.
  raw: (sql, { direction }) => (direction === 'up' ? `execute ${heredoc(sql)}` : undefined),
  leave: ({ module, place }) => {
    const first = classAt(module, place.start)?.body[0];
    return first && [before(module, first, 'disable_ddl_transaction!')];
  },
});
