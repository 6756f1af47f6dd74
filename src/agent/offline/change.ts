/** A change in a person's words as SQL: the few sentences that need no model to be understood. */
import type { Dialect } from '../../model';

export interface Change {
  readonly name: string;
  readonly up: string;
  readonly down?: string;
  /** What was assumed, for the user to correct. */
  readonly assumed?: string;
}

type Words = Readonly<Record<string, string>>;

interface Sentence {
  readonly pattern: RegExp;
  change(words: Words, dialect: Dialect): Change;
}

const NAME = '["`]?[A-Za-z_][\\w$]*["`]?';
const TABLE = `(?:${NAME}\\.)?${NAME}`;

const pattern = (source: string): RegExp => new RegExp(`^${source.replace(/ /g, '\\s+')}[.!]?$`, 'i');

const SENTENCES: readonly Sentence[] = [
  {
    pattern: pattern(
      `add (?:a |an |the )?column (?<column>${NAME})(?: (?:of type |as )?(?<type>[a-z][\\w ]*?(?:\\([\\d, ]+\\))?))? to (?:the )?(?:table )?(?<table>${TABLE})`,
    ),
    change: addColumn,
  },
  {
    pattern: pattern(
      `(?:drop|remove|delete) (?:the )?column (?<column>${NAME}) (?:from|of|on|in) (?:the )?(?:table )?(?<table>${TABLE})`,
    ),
    change: ({ table, column }) => ({
      name: `drop ${bare(column)} from ${bare(table)}`,
      up: `ALTER TABLE ${table} DROP COLUMN ${column};`,
    }),
  },
  {
    pattern: pattern(
      `rename (?:the )?column (?<column>${NAME}) (?:of|on|in|from) (?:the )?(?:table )?(?<table>${TABLE}) to (?<to>${NAME})`,
    ),
    change: renameColumn,
  },
  {
    pattern: pattern(
      `rename (?:the )?column (?<column>${NAME}) to (?<to>${NAME}) (?:of|on|in) (?:the )?(?:table )?(?<table>${TABLE})`,
    ),
    change: renameColumn,
  },
  {
    pattern: pattern(
      `(?:add|create) (?:a |an )?(?<unique>unique )?index (?:on|to|for) (?:the )?(?:table )?(?<table>${TABLE}) ?\\((?<columns>[^()]+)\\)`,
    ),
    change: addIndex,
  },
  {
    pattern: pattern(
      `(?:add|create) (?:a |an )?(?<unique>unique )?index (?:on|to|for) (?<table>${NAME})\\.(?<columns>${NAME})`,
    ),
    change: addIndex,
  },
  {
    pattern: pattern(
      `(?:make|set) (?:the )?(?:column )?(?<column>${NAME}) (?:of|on|in) (?:the )?(?:table )?(?<table>${TABLE}) (?:to )?(?:not null|required|mandatory)`,
    ),
    change: setNotNull,
  },
  {
    pattern: pattern(
      `add (?:a )?foreign key from (?<table>${NAME})[.( ](?<column>${NAME})\\)? to (?<to>${NAME})(?:[.( ](?<key>${NAME})\\)?)?`,
    ),
    change: addForeignKey,
  },
  {
    pattern: pattern(`(?:drop|remove|delete) (?:the )?table (?<table>${TABLE})`),
    change: ({ table }) => ({ name: `drop ${bare(table)}`, up: `DROP TABLE ${table};` }),
  },
];

/** The SQL of a sentence, or undefined when it is none of those that we know. `tables` are those that there are. */
export function changeInWords(text: string, dialect: Dialect, tables: readonly string[] = []): Change | undefined {
  for (const sentence of SENTENCES) {
    const groups = sentence.pattern.exec(text.trim())?.groups;
    if (groups === undefined) continue;
    return sentence.change(dialect === 'postgresql' ? quoted(groups, tables) : groups, dialect);
  }
  return undefined;
}

/** PostgreSQL takes capital letters for small ones unless a name is quoted, and Prisma's tables have them. */
function quoted(words: Words, tables: readonly string[]): Words {
  if (!tables.some((table) => /[A-Z]/.test(table))) return words;
  const isName = (group: string) => group !== 'type' && group !== 'unique';
  const quote = (word: string) =>
    word.replace(/[A-Za-z_][\w$]*/g, (name) => {
      const known = tables.find((table) => table.toLowerCase() === name.toLowerCase()) ?? name;
      return /[A-Z]/.test(known) ? `"${known}"` : known;
    });
  return Object.fromEntries(
    Object.entries(words).map(([group, word]) => {
      // A group that did not take part has no word.
      return [group, isName(group) && word !== undefined && !word.includes('"') ? quote(word) : word];
    }),
  );
}

/** Does it begin as SQL that changes a schema or rows does? */
export function looksLikeSql(text: string): boolean {
  return (
    /^\s*(?:(?:--[^\n]*\n|\/\*[\s\S]*?\*\/)\s*)*(?:alter|create|drop|rename|truncate|update|insert|delete|comment|grant|revoke|set|reindex)\s+(?:table|unique|index|type|view|materialized|schema|database|sequence|function|trigger|extension|policy|domain|into|from|on|local|lock_timeout|concurrently|temporary|or|["`\w.]+\s+set)\b/i.test(
      text,
    ) &&
    (/;\s*$/.test(text) ||
      /\b(?:table|index|type|view|schema|sequence)\s+(?:if\s|concurrently\s|only\s|["`\w.]+\s*(?:\(|add|drop|alter|rename|on|as|modify|change))/i.test(
        text,
      ))
  );
}

const bare = (name = '') => name.replace(/["`]/g, '').replace(/\./g, ' ');

function addColumn({ table = '', column = '', type }: Words, dialect: Dialect): Change {
  const guessed = guessType(bare(column), dialect);
  return {
    name: `add ${bare(column)} to ${bare(table)}`,
    up: `ALTER TABLE ${table} ADD COLUMN ${column} ${type ?? guessed};`,
    down: `ALTER TABLE ${table} DROP COLUMN ${column};`,
    ...(type === undefined
      ? { assumed: `The type \`${guessed}\` is a guess from the column's name: change it in the diff, or say it.` }
      : {}),
  };
}

/** By the endings that people use. */
function guessType(column: string, dialect: Dialect): string {
  const time = dialect === 'postgresql' ? 'timestamptz' : dialect === 'sqlite' ? 'text' : 'datetime(6)';
  if (/_id$/i.test(column)) return dialect === 'sqlite' ? 'integer' : 'bigint';
  if (/^(?:is|has|can)_/i.test(column)) return dialect === 'sqlite' ? 'integer' : 'boolean';
  if (/_at$/i.test(column)) return time;
  if (/(?:_on|_date)$/i.test(column)) return dialect === 'sqlite' ? 'text' : 'date';
  if (/(?:count|quantity|number|points|position)$/i.test(column)) return 'integer';
  return dialect === 'postgresql' || dialect === 'sqlite' ? 'text' : 'varchar(255)';
}

function renameColumn({ table = '', column = '', to = '' }: Words): Change {
  return {
    name: `rename ${bare(column)} of ${bare(table)} to ${bare(to)}`,
    up: `ALTER TABLE ${table} RENAME COLUMN ${column} TO ${to};`,
    down: `ALTER TABLE ${table} RENAME COLUMN ${to} TO ${column};`,
  };
}

function addIndex({ table = '', columns = '', unique }: Words, dialect: Dialect): Change {
  const list = columns.split(',').map((column) => column.trim());
  const index = [bare(table).replace(/ /g, '_'), ...list.map((column) => bare(column).split(' ')[0]), 'idx']
    .join('_')
    .slice(0, 60);
  return {
    name: `index ${bare(table)} by ${list.map(bare).join(' and ')}`,
    up: `CREATE ${unique === undefined ? '' : 'UNIQUE '}INDEX ${index} ON ${table} (${list.join(', ')});`,
    down: dialect === 'mysql' || dialect === 'mariadb' ? `DROP INDEX ${index} ON ${table};` : `DROP INDEX ${index};`,
  };
}

function setNotNull({ table = '', column = '' }: Words): Change {
  return {
    name: `require ${bare(column)} of ${bare(table)}`,
    up: `ALTER TABLE ${table} ALTER COLUMN ${column} SET NOT NULL;`,
    down: `ALTER TABLE ${table} ALTER COLUMN ${column} DROP NOT NULL;`,
  };
}

function addForeignKey({ table = '', column = '', to = '', key = 'id' }: Words, dialect: Dialect): Change {
  const name = `${bare(table)}_${bare(column)}_fkey`;
  const drop = dialect === 'mysql' || dialect === 'mariadb' ? 'FOREIGN KEY' : 'CONSTRAINT';
  return {
    name: `reference ${bare(to)} from ${bare(table)}`,
    up: `ALTER TABLE ${table} ADD CONSTRAINT ${name} FOREIGN KEY (${column}) REFERENCES ${to} (${key});`,
    down: `ALTER TABLE ${table} DROP ${drop} ${name};`,
  };
}
