import { type DialectWord, dialectWord } from './dialect-words';

/** What the name of a plain SQL migration says. */
export interface SqlName {
  /** As written: `001`, `20191100000001000000`, `2020-01-01-000000`, `1.2.0`. */
  readonly version: string;
  /** `V` in `V1-x.sql`. */
  readonly prefix: string;
  /** Between version and name: `_`, `__`, `-`, `.`. */
  readonly separator: string;
  readonly name: string;
  readonly direction: 'up' | 'down' | 'both';
  readonly dialect?: DialectWord;
  /** pop's `.autocommit` (ory/x popx, match.go): runs outside a transaction. */
  readonly autocommit: 'yes' | 'no';
}

/** A date with dashes (diesel: `2020-01-01-000000_x`), dotted numbers, or plain digits. */
const VERSION =
  /^(v(?:er(?:sion)?[-_.]?)?)?(\d{4}-\d{2}-\d{2}(?:[-_T]?\d{2}-?\d{2}-?\d{2}|[-_]\d{6})?|\d+(?:\.\d+)*)(?![\p{L}\p{N}])/iu;

/** The words before `.sql` that are no part of the name: dialect, autocommit, direction, in any order that tools use. */
const DIRECTIONS: Readonly<Record<string, SqlName['direction']>> = {
  up: 'up',
  down: 'down',
  do: 'up',
  undo: 'down',
  deploy: 'up',
  revert: 'down',
  rollback: 'down',
};

/** `.sql`, `.ddl`, and `.sql.postgres` as Synapse has it. */
export function isSqlPath(path: string): boolean {
  const found = /\.(?:ddl|sql(?:\.(\w+))?)$/i.exec(path);
  return found !== null && (found[1] === undefined || dialectWord(found[1]) !== undefined);
}

/**
 * Reads a file or folder name such as `001_x.sql`, `V1-x.sql`, `20240102030405_x.up.sql`, `0001.do.x.sql` (postgrator) or
 * `20191100000001000000_identities.postgres.up.sql` (pop). Undefined when it starts with no version.
 */
export function readSqlName(fileName: string): SqlName | undefined {
  const stem = fileName.replace(/\.sql(\.\w+)?$/i, '$1');
  const found = VERSION.exec(stem);
  if (!found) return undefined;
  const parts = stem.slice(found[0].length).split('.');
  let direction: SqlName['direction'] = 'both';
  let dialect: DialectWord | undefined;
  let autocommit: SqlName['autocommit'] = 'no';
  const kept = parts.filter((part) => {
    const word = part.toLowerCase();
    if (Object.hasOwn(DIRECTIONS, word)) direction = DIRECTIONS[word] ?? 'both';
    else if (word === 'autocommit') autocommit = 'yes';
    else if (part !== parts[0] && dialectWord(word)) dialect = dialectWord(word);
    else return true;
    return false;
  });
  const rest = kept.join('.');
  const separator = /^[^\p{L}\p{N}]*/u.exec(rest)?.[0] ?? '';
  const name = rest.slice(separator.length);
  return {
    version: found[2] ?? '',
    prefix: found[1] ?? '',
    separator,
    name,
    direction,
    autocommit,
    ...(dialect ? { dialect } : {}),
  };
}
