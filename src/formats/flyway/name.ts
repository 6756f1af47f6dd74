import { baseName } from '../paths';
import type { FlywaySettings } from './settings';

export type FlywayKind = 'versioned' | 'undo' | 'repeatable' | 'baseline';

export interface FlywayName {
  readonly kind: FlywayKind;
  /** Empty for repeatables. */
  readonly version: string;
  readonly description: string;
}

const KINDS: readonly FlywayKind[] = ['versioned', 'undo', 'repeatable', 'baseline'];

/** `V2_1__add_index.sql`: prefix, version with dots or underscores, separator, description, suffix ("Migrations, Naming"). */
export function flywayName(path: string, settings: FlywaySettings): FlywayName | undefined {
  const file = baseName(path);
  const suffix = settings.suffixes.find((ending) => file.toLowerCase().endsWith(ending.toLowerCase()));
  if (suffix === undefined) return undefined;
  const stem = file.slice(0, file.length - suffix.length);
  for (const kind of KINDS) {
    const prefix = settings[kind];
    if (prefix === '' || !stem.startsWith(prefix)) continue;
    const rest = stem.slice(prefix.length);
    const at = rest.indexOf(settings.separator);
    const version = at < 0 ? rest : rest.slice(0, at);
    const description = at < 0 ? '' : rest.slice(at + settings.separator.length).replace(/_/g, ' ');
    if (kind === 'repeatable' ? version === '' && at === 0 : isVersion(version)) return { kind, version, description };
  }
  return undefined;
}

function isVersion(text: string): boolean {
  return /^\d+(?:[._]\d+)*$/.test(text);
}
