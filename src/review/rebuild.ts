import type { QualifiedName, Schema } from '../model';
import { nameKey } from '../model';

/** What tools put round a table's name while they rebuild it: Django new__t, Prisma new_t, Alembic _alembic_tmp_t, fizz _t_tmp. */
const WORKING = /^_*(?:(?:new|tmp|temp|temporary|old|copy|backup|bak|shadow|next|alembic)_*)*$/;

/** True when `candidate` is a name under which a rebuild of `name` works: code never asks for it. */
export function isWorkingName(candidate: string, name: string): boolean {
  const [whole, part] = [candidate.toLowerCase(), name.toLowerCase()];
  const at = whole.indexOf(part);
  if (at < 0 || whole.length === part.length) return false;
  const [before, after] = [whole.slice(0, at), whole.slice(at + part.length)];
  return /[a-z]/.test(before + after) && WORKING.test(before) && WORKING.test(after);
}

/**
 * True when dropping the table is one step of a rebuild: its copy stands beside it under a working name, or it is itself
 * what is left under one. Runners with one statement a file spread a rebuild over several migrations.
 */
export function isRebuildStep(schema: Schema, table: QualifiedName): boolean {
  const own = nameKey(schema.dialect, table.name);
  for (const other of schema.tables.values()) {
    const name = nameKey(schema.dialect, other.name);
    if (name !== own && (isWorkingName(name, own) || isWorkingName(own, name))) return true;
  }
  return false;
}
