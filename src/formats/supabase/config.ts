import { parseVersion } from '../../model';
import type { DialectEvidence, FilePort } from '../format';
import { joinPath, resolvePath } from '../paths';
import { listValue, plainValue, settingsIn } from '../settings-file';

export interface SupabaseProject {
  /** The folder `supabase`. */
  readonly root: string;
  readonly dialect: DialectEvidence;
  /** Files of the declared schema, in the order in which they are applied (`[db.migrations] schema_paths`). */
  readonly schemaPaths: readonly string[];
}

export function configPath(root: string): string {
  return joinPath(root, 'config.toml');
}

/** A project's `config.toml`; without one a folder `supabase` with migrations is as good. */
export function projectAt(files: FilePort, root: string): SupabaseProject {
  const path = configPath(root);
  const settings = files.has(path) ? settingsIn(files.text(path) ?? '') : [];
  const value = (key: string) => settings.find((setting) => setting.key === key)?.value;
  const major = plainValue(value('db.major_version') ?? '');
  const version = parseVersion(major);
  const schemaPaths = listValue(value('db.migrations.schema_paths') ?? '').map((one) => resolvePath(root, one));
  const dialect: DialectEvidence = version
    ? { dialect: 'postgresql', version, because: `major_version = ${major} in ${path}` }
    : { dialect: 'postgresql', because: 'Supabase is PostgreSQL' };
  return { root, dialect, schemaPaths };
}
