/** What a program must change when its engine changes, by what the two do differently. */
import { DIALECT_NAMES, type Dialect, isMysqlFamily, type SqlDialect } from '../../model';

type Behaviour = Readonly<Record<SqlDialect, string>>;

interface Difference {
  readonly topic: string;
  readonly by: Behaviour;
}

const like = (mysql: string, rest: Omit<Behaviour, 'mysql' | 'mariadb'>): Behaviour => ({
  mysql,
  mariadb: mysql,
  ...rest,
});

const DIFFERENCES: readonly Difference[] = [
  {
    topic: 'Comparing text',
    by: like('ignores case and accents by its default collation', {
      postgresql: 'minds case and accents (citext, ILIKE or lower() do not)',
      sqlite: 'minds case, but LIKE ignores it for ASCII (COLLATE NOCASE)',
      sqlserver: 'ignores case by its default collation',
      oracle: 'minds case',
    }),
  },
  {
    topic: 'The empty string',
    by: like('is a value', {
      postgresql: 'is a value',
      sqlite: 'is a value',
      sqlserver: 'is a value',
      oracle: "is NULL: = '' is never true, and NOT NULL refuses it",
    }),
  },
  {
    topic: 'Booleans',
    by: like('are tinyint 0 and 1', {
      postgresql: 'are a type: TRUE and FALSE, no numbers',
      sqlite: 'are 0 and 1',
      sqlserver: 'are bit: compared with = 1',
      oracle: 'are number(1) before 23ai',
    }),
  },
  {
    topic: 'Insert or update',
    by: like('INSERT … ON DUPLICATE KEY UPDATE, any unique key', {
      postgresql: 'INSERT … ON CONFLICT (columns) DO UPDATE, one named key',
      sqlite: 'INSERT … ON CONFLICT (columns) DO UPDATE',
      sqlserver: 'MERGE with HOLDLOCK',
      oracle: 'MERGE',
    }),
  },
  {
    topic: 'The key of a new row',
    by: {
      mysql: 'LAST_INSERT_ID()',
      mariadb: 'LAST_INSERT_ID() or RETURNING',
      postgresql: 'RETURNING; sequences leave gaps',
      sqlite: 'last_insert_rowid() or RETURNING',
      sqlserver: 'OUTPUT inserted.id or SCOPE_IDENTITY()',
      oracle: 'RETURNING id INTO',
    },
  },
  {
    topic: 'Paging',
    by: like('LIMIT n OFFSET m', {
      postgresql: 'LIMIT n OFFSET m',
      sqlite: 'LIMIT n OFFSET m',
      sqlserver: 'ORDER BY … OFFSET m ROWS FETCH NEXT n ROWS ONLY',
      oracle: 'OFFSET m ROWS FETCH NEXT n ROWS ONLY',
    }),
  },
  {
    topic: 'Moments',
    by: like('datetime has no zone; TIMESTAMP is kept in UTC until 2038', {
      postgresql: 'timestamptz is a moment, shown in the session’s zone',
      sqlite: 'are text or numbers: write UTC',
      sqlserver: 'datetimeoffset keeps the offset',
      oracle: 'TIMESTAMP WITH TIME ZONE keeps the zone; DATE has a time',
    }),
  },
  {
    topic: 'JSON',
    by: like('JSON_EXTRACT or ->, ->>', {
      postgresql: 'jsonb with ->, ->>, @> and GIN indexes',
      sqlite: 'json_extract or ->, ->>',
      sqlserver: 'JSON_VALUE, OPENJSON',
      oracle: 'JSON_VALUE, dot notation',
    }),
  },
  {
    topic: 'Joining text',
    by: like('CONCAT(): || is OR', {
      postgresql: '||, NULL with anything is NULL',
      sqlite: '||',
      sqlserver: '+ or CONCAT()',
      oracle: '||, NULL counts as empty',
    }),
  },
  {
    topic: 'Names',
    by: like('in backticks; table names mind case on Linux', {
      postgresql: 'unquoted ones fold to lower case, "quoted" ones mind case',
      sqlite: 'ignore case',
      sqlserver: 'in [brackets], ignore case',
      oracle: 'unquoted ones fold to upper case',
    }),
  },
  {
    topic: 'Isolation',
    by: like('repeatable read with next-key locks by default', {
      postgresql: 'read committed by default, repeatable read is a snapshot',
      sqlite: 'serializable, one writer',
      sqlserver: 'read committed with locks by default: readers wait for writers',
      oracle: 'read committed, readers never wait',
    }),
  },
  {
    topic: 'DDL',
    by: like('commits the open transaction', {
      postgresql: 'is part of the transaction',
      sqlite: 'is part of the transaction',
      sqlserver: 'is part of the transaction',
      oracle: 'commits the open transaction',
    }),
  },
];

/** One line for each difference between the two. */
export function changesFor(from: Dialect, target: SqlDialect): readonly string[] {
  if (from === 'mongodb' || from === target || (isMysqlFamily(from) && isMysqlFamily(target))) return [];
  return DIFFERENCES.filter(({ by }) => by[from] !== by[target]).map(
    ({ topic, by }) => `${topic}: ${DIALECT_NAMES[from]} ${by[from]}; ${DIALECT_NAMES[target]} ${by[target]}.`,
  );
}
