import { baseName } from '../paths';

/** `2024_01_02_030405_create_users_table.php`; older projects' packages have other digits. */
const NAME = /^(\d{4}_\d{2}_\d{2}_\d{4,6})_(\w+)\.php$/;

export interface LaravelName {
  readonly version: string;
  readonly title: string;
}

export function laravelName(path: string): LaravelName | undefined {
  const found = NAME.exec(baseName(path));
  return found?.[1] && found[2] ? { version: found[1], title: found[2] } : undefined;
}

export function matches(path: string): boolean {
  return laravelName(path) !== undefined;
}
