/** A name as PostgreSQL's catalogue prints it: quoted where it would not stay as it is (quote_identifier). */
export function quotedName(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
