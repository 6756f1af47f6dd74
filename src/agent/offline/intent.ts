/** What a question wants, as far as that can be told without a model. */
import type { ContextChip, SlashCommand } from '../../protocol';
import { type Advice, adviceCommands, adviceFor } from './advice';
import { changeInWords, looksLikeSql } from './change';
import { isCommand } from './names';

export type Intent =
  | { readonly kind: 'review'; readonly what: Scope }
  | { readonly kind: 'describe'; readonly tables: readonly string[] }
  | { readonly kind: 'explain'; readonly rule: string }
  | { readonly kind: 'plan'; readonly text: string }
  | { readonly kind: 'overview' }
  | Advice
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'help' }
  /** Things attached, and a question that is not one of ours. */
  | { readonly kind: 'attached' }
  /** Perhaps it names a table; else it needs a model. */
  | { readonly kind: 'free' };

export interface Scope {
  readonly table?: string;
  readonly path?: string;
  /** Of a long review, from 1. */
  readonly page?: number;
}

/** The commands of the box, understood with and without a model. */
export const slashCommands: readonly SlashCommand[] = [
  { name: '/review', description: 'Findings of the review, worst first', argument: 'table, file or folder' },
  { name: '/describe', description: 'Columns, keys, indexes and references', argument: 'table' },
  { name: '/explain', description: 'What a rule prevents and what to do instead', argument: 'rule' },
  {
    name: '/plan',
    description: 'Review a change before it is made, and propose it',
    argument: 'SQL, or: add column x to y',
  },
  ...adviceCommands,
  { name: '/tables', description: 'The data layers and their tables' },
  { name: '/compact', description: 'Make room: keep decisions and answers, leave out what tools returned' },
  { name: '/help', description: 'What the architect can do here' },
];

const RULE_ID = /\b[a-z]+(?:-[a-z0-9]+){1,7}\b/;

/** Reads a question. The first sentence that fits decides. */
export function readIntent(question: string, chips: readonly ContextChip[]): Intent {
  const text = question.trim();
  const slash = /^\/(\w+)\s*([\s\S]*)$/.exec(text);
  const [command, argument] = slash === null ? ['', text] : [slash[1]?.toLowerCase() ?? '', (slash[2] ?? '').trim()];
  switch (command) {
    case 'review':
      return { kind: 'review', what: scopeOf(argument, chips) };
    case 'describe':
      return argument === '' ? fromChips(chips, { kind: 'overview' }) : { kind: 'describe', tables: listOf(argument) };
    case 'explain':
      return argument === '' ? fromChips(chips, { kind: 'help' }) : { kind: 'explain', rule: argument };
    case 'plan':
    case 'migrate':
      return argument === '' ? { kind: 'help' } : { kind: 'plan', text: argument };
    case 'tables':
      return { kind: 'overview' };
    case 'help':
      return { kind: 'help' };
    default:
      return adviceFor(command, argument, chips) ?? (isCommand(text) ? { kind: 'help' } : inWords(text, chips));
  }
}

function inWords(text: string, chips: readonly ContextChip[]): Intent {
  const plain = text.replace(/[?!.]+$/, '');
  if (looksLikeSql(text) || changeInWords(plain, 'postgresql') !== undefined) return { kind: 'plan', text };
  const describe =
    /^(?:describe|show|what(?:'s| is)|columns of)\s+(?:me\s+)?(?:the\s+)?(?:table\s+)?["`]?([\w.]+)["`]?(?:\s+table)?$/i.exec(
      plain,
    );
  if (describe?.[1] !== undefined && !/^(?:this|that|it|tables|schema|wrong)$/i.test(describe[1])) {
    return { kind: 'describe', tables: [describe[1]] };
  }
  if (/^page \d{1,4}$/i.test(plain)) return { kind: 'review', what: scopeOf(plain, chips) };
  const rule = /^(?:why|explain|what (?:is|does))\b/i.test(plain) ? RULE_ID.exec(plain)?.[0] : undefined;
  if (rule !== undefined) return { kind: 'explain', rule };
  const review = /^(?:please )?(?:review|check|lint|what(?:'s| is) wrong with)\b\s*(?:the )?(.*)$/i.exec(plain);
  if (review !== null) return { kind: 'review', what: scopeOf(review[1] ?? '', chips) };
  if (
    /\b(?:what|which|list|show)\b.*\b(?:tables|databases?|data layers?|schemas?)\b|^(?:overview|schema|tables)$/i.test(
      plain,
    )
  ) {
    return { kind: 'overview' };
  }
  const search =
    /^(?:where (?:is|are)|find|search(?: for)?)\s+["`]?([\w.]+)["`]?(?:\s+(?:used|made|defined|changed))?$/i.exec(
      plain,
    );
  if (search?.[1] !== undefined) return { kind: 'search', text: search[1] };
  if (/^(?:help|what can you do)$/i.test(plain)) return { kind: 'help' };
  return chips.length > 0 ? { kind: 'attached' } : { kind: 'free' };
}

const listOf = (text: string) =>
  text
    .split(/[\s,]+/)
    .map((name) => name.replace(/["`;]/g, ''))
    .filter(Boolean);

/** `orders page 2` is the second page of what is found about orders. */
function scopeOf(argument: string, chips: readonly ContextChip[]): Scope {
  const paged = /^(.*?)\s*\bpage (\d{1,4})$/i.exec(argument.trim());
  if (paged !== null) return { ...scopeOf(paged[1] ?? '', chips), page: Math.max(1, Number(paged[2])) };
  const word = argument.replace(/["`]/g, '').trim();
  if (
    /^(?:this|my|the|everything|all|it|workspace|schema|database|project|migrations)?(?:\s+(?:schema|database|workspace|project|migrations|file|table))?$/i.test(
      word,
    )
  ) {
    const table = chips.find(({ kind }) => kind === 'table');
    return table === undefined || word === '' ? {} : { table: table.label };
  }
  return /[/\\]|\.\w{2,6}$/.test(word) ? { path: word.replace(/^@/, '') } : { table: word.replace(/^table\s+/i, '') };
}

function fromChips(chips: readonly ContextChip[], otherwise: Intent): Intent {
  return chips.length > 0 ? { kind: 'attached' } : otherwise;
}
