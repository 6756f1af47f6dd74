import type { Expression } from '../model';

/**
 * PostgreSQL's own functions that people write in defaults and that give one value for the whole statement: stable and
 * immutable ones (pg_proc.provolatile). A function that is not here is taken to be volatile, as CREATE FUNCTION does.
 */
const STEADY: ReadonlySet<string> = new Set(
  `now current_timestamp current_date current_time localtime localtimestamp transaction_timestamp statement_timestamp
  current_user session_user user current_role current_catalog current_database current_schema current_setting txid_current
  pg_current_xact_id inet_client_addr to_timestamp to_date to_char to_number make_date make_time make_timestamp
  make_timestamptz make_interval date_trunc date_part extract age timezone abs ceil ceiling floor round trunc sign sqrt power
  mod greatest least coalesce nullif lower upper initcap trim btrim ltrim rtrim length char_length concat concat_ws format
  replace substring substr left right lpad rpad repeat reverse split_part md5 sha256 encode decode convert_to array
  array_append array_cat string_to_array array_fill cardinality jsonb_build_object jsonb_build_array json_build_object
  json_build_array to_json to_jsonb jsonb_object json_object row hashtext point box int4range int8range numrange tsrange
  tstzrange daterange to_tsvector uuid_nil cast text varchar int4 int8 bool numeric date interval`.split(/\s+/),
);

/** The functions of a default that are called anew for each row: the names, as written. */
export function volatileCalls(expression: Expression): readonly string[] {
  return expression.calls.filter((name) => !STEADY.has(name));
}
