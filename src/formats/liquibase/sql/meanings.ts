/** What the words of types mean to Liquibase, whichever dialect they come from. */
export type Meaning =
  | 'bigint'
  | 'int'
  | 'smallint'
  | 'tinyint'
  | 'boolean'
  | 'blob'
  | 'longblob'
  | 'clob'
  | 'nclob'
  | 'varchar'
  | 'nvarchar'
  | 'char'
  | 'nchar'
  | 'currency'
  | 'date'
  | 'datetime'
  | 'timestamp'
  | 'timestamptz'
  | 'time'
  | 'timetz'
  | 'decimal'
  | 'numeric'
  | 'float'
  | 'real'
  | 'double'
  | 'uuid'
  | 'xml'
  | 'binary';

export interface Parts {
  readonly word: string;
  readonly params: string;
  readonly rest: string;
}

/** The type as it is written. */
export const same = ({ word, params, rest }: Parts) => [word + params, rest].filter(Boolean).join(' ');
