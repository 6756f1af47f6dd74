/** Which columns hold data that a law or a standard speaks of: by name, type, comment and table, with the reason. */
import { type Column, type Schema, type Table, wordsOf } from '../../model';
import { CARE, type DataClass, kindsOf, PEOPLE, WORDS, type Words } from './classes';

export interface Classified {
  readonly table: Table;
  readonly column: Column;
  readonly class: DataClass;
  readonly confidence: 'certain' | 'likely' | 'possible';
  readonly because: string;
  /** The name says that it is kept hashed, encrypted or as a token. */
  readonly protection?: string;
}

/** Every column that is of a class, in the order of the tables. */
export function classifySchema(schema: Schema): readonly Classified[] {
  return [...schema.tables.values()].flatMap(classifyTable);
}

/** The columns of a table that are of a class. A partition repeats its parent's. */
export function classifyTable(table: Table): readonly Classified[] {
  if (table.partitionOf !== undefined) return [];
  const about = aboutOf(table);
  const found = table.columns.flatMap((column) => classifyColumn(column, table, about) ?? []);
  // Free text matters only where something else in the table is about people or health.
  return found.some((one) => one.class !== 'free text') || about.people !== undefined || about.care !== undefined
    ? found
    : found.filter((one) => one.class !== 'free text');
}

interface About {
  readonly people: string | undefined;
  readonly care: string | undefined;
}

function aboutOf(table: Table): About {
  const names = plainWords(table.name);
  return { people: names.find((word) => PEOPLE.has(word)), care: names.find((word) => CARE.has(word)) };
}

/** Lower case without accents: `Prénom` is `prenom`, `Straße` is `strasse`. */
const plainWords = (name: string): readonly string[] =>
  wordsOf(name.replace(/ß/g, 'ss').normalize('NFD').replace(/\p{M}/gu, ''));

/** What is only about a value: when it was confirmed, how many, whether it is shown. */
const ABOUT_IT: ReadonlySet<string> = new Set(
  'verified confirmed sent count enabled required opt optin optout subscribed visible hidden changed updated expires expired failed attempts notifications notification preference preferences template subject type status format provider domain label field policy length'.split(
    ' ',
  ),
);

function classifyColumn(column: Column, table: Table, about: About): Classified | undefined {
  const names = plainWords(column.name);
  const kinds = kindsOf(column.type?.family);
  const last = names.at(-1) ?? '';
  // `email_id` points elsewhere; `phone_verified_at` is a time.
  if (last === 'id' && names.length > 1 && !isIdentifier(names)) return undefined;
  if (names.length > 1 && (ABOUT_IT.has(last) || ((last === 'at' || last === 'on') && kinds.includes('date'))))
    return undefined;
  const byName = best(names, kinds, about);
  if (byName !== undefined) return result(column, table, about, byName, `name ${column.name}`);
  const comment = column.comment === undefined ? [] : plainWords(column.comment.replace(/[^\p{L}\p{N}]+/gu, ' '));
  const byComment = best(comment, kinds, { people: undefined, care: undefined });
  return byComment === undefined || byComment.words.strength !== 'certain'
    ? undefined
    : { ...result(column, table, about, byComment, 'its comment'), confidence: 'likely' };
}

/** Identifiers of a class end in `id` themselves: national_id, device_id. */
const isIdentifier = (names: readonly string[]) =>
  WORDS.some(({ terms }) => terms.some((term) => term.endsWith(' id') && matches(names, term)));

interface Match {
  readonly words: Words;
  readonly term: string;
}

/** The longest term of the strongest class that the words hold. */
function best(names: readonly string[], kinds: readonly string[], about: About): Match | undefined {
  const found = WORDS.flatMap((entry): readonly Match[] => {
    if (!entry.kinds.some((kind) => kinds.includes(kind))) return [];
    if (entry.strength === 'depends' && about.people === undefined && about.care === undefined) return [];
    // A word that means a person only in the right table must be the whole name, or end it: `users.name`, not `users.name_format`.
    return entry.terms
      .filter((term) => matches(names, term) && (entry.strength !== 'depends' || endsWith(names, term)))
      .map((term) => ({ words: entry, term }));
  });
  return [...found].sort((a, b) => rank(b) - rank(a))[0];
}

const rank = ({ words, term }: Match) =>
  (words.strength === 'certain' ? 1_000 : words.strength === 'possible' ? 500 : 0) + term.length;

function matches(names: readonly string[], term: string): boolean {
  const parts = term.split(' ');
  return names.some((_, at) => parts.every((part, i) => names[at + i] === part));
}

const endsWith = (names: readonly string[], term: string) => names.slice(-term.split(' ').length).join(' ') === term;

function result(column: Column, table: Table, about: About, { words, term }: Match, evidence: string): Classified {
  const care = words.class === 'free text' && about.care !== undefined;
  const where = words.strength === 'depends' ? ` in a table about ${about.care ?? about.people ?? 'people'}` : '';
  const type = column.type === undefined ? '' : `, type ${column.type.canonical}`;
  const names = plainWords(column.name);
  const protection = names.find((word) =>
    /^(?:hash|hashed|digest|encrypted|cipher|ciphertext|token|masked|last4|salt|bidx)$/.test(word),
  );
  return {
    table,
    column,
    class: care ? 'health' : words.class,
    confidence: care
      ? 'possible'
      : words.strength === 'certain'
        ? term.length > 3 || names.length === 1
          ? 'certain'
          : 'likely'
        : words.strength === 'depends'
          ? words.class === 'free text'
            ? 'possible'
            : 'likely'
          : 'possible',
    because: `${evidence} (${term})${type}${where}`,
    ...(protection === undefined ? {} : { protection }),
  };
}
