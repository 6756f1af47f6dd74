import type { TableOption } from '../../model';
import { accept, atEnd, type Cursor, isWord, peek, spanFrom, startOffset, step } from './cursor';
import { stringValue } from './names';

/** Options of one word in MySQL that take a value, with or without `=` (MySQL manual, CREATE TABLE, table_option). */
const MYSQL_OPTIONS = new Set(
  'engine type auto_increment avg_row_length checksum table_checksum collate comment compression connection delay_key_write encryption engine_attribute secondary_engine_attribute insert_method key_block_size max_rows min_rows pack_keys password row_format start stats_auto_recalc stats_persistent stats_sample_pages tablespace union page_checksum page_compressed page_compression_level transactional encrypted encryption_key_id sequence with_system_versioning autoextend_size secondary_engine secondary_load ietf_quotes storage shard_row_id_bits pre_split_regions auto_id_cache aria_page_checksum'.split(
    ' ',
  ),
);

/** Reads one MySQL table option (`ENGINE=InnoDB`, `DEFAULT CHARSET utf8mb4`); undefined when none is next. */
export function readMysqlOption(c: Cursor): TableOption | undefined {
  const start = startOffset(c);
  const from = c.at;
  accept(c, 'default');
  let name: string | undefined;
  if (accept(c, 'character', 'set') || accept(c, 'charset')) name = 'charset';
  else if (isWord(c, 'data', 'directory') || isWord(c, 'index', 'directory')) {
    name = `${peek(c).word} directory`;
    c.at += 2;
  } else if (MYSQL_OPTIONS.has(peek(c).word) || (peek(c).kind === 'word' && peek(c, 1).word === '=')) {
    name = peek(c).word === 'collate' ? 'collation' : peek(c).word;
    c.at++;
  } else if (accept(c, 'with', 'system', 'versioning')) {
    return { name: 'system_versioning', value: 'on', span: spanFrom(c, start) };
  }
  if (name === undefined) {
    c.at = from;
    return undefined;
  }
  accept(c, '=');
  return { name, value: readOptionValue(c), span: spanFrom(c, start) };
}

function readOptionValue(c: Cursor): string {
  const token = peek(c);
  const start = token.start;
  if (token.kind === 'string') {
    c.at++;
    return stringValue(c.source, token);
  }
  if (atEnd(c)) return '';
  step(c);
  return c.source.text.slice(start, c.tokens[c.at - 1]?.end ?? start).replace(/^`|`$/g, '');
}

/** Reads `(fillfactor = 70, autovacuum_enabled)` behind WITH or SET. */
export function readStorageParameters(c: Cursor): readonly TableOption[] {
  const open = peek(c);
  if (open.word !== '(') return [];
  const close = Math.min(c.end, open.pair);
  const options: TableOption[] = [];
  c.at++;
  while (c.at < close) {
    const start = startOffset(c);
    const nameFrom = c.at;
    while (c.at < close && !isWord(c, '=') && !isWord(c, ',')) c.at++;
    const name = textOf(c, nameFrom, c.at).toLowerCase();
    let value = 'true';
    if (accept(c, '=')) {
      const from = c.at;
      while (c.at < close && !isWord(c, ',')) step(c);
      value = textOf(c, from, c.at).replace(/^'|'$/g, '');
    }
    options.push({ name, value, span: spanFrom(c, start) });
    accept(c, ',');
  }
  c.at = Math.min(c.end, close + 1);
  return options;
}

function textOf(c: Cursor, from: number, to: number): string {
  if (to <= from) return '';
  return c.source.text.slice(c.tokens[from]?.start ?? 0, c.tokens[to - 1]?.end ?? 0);
}
