import { createHash } from 'node:crypto';
import { plural } from './inflect';

/** What a project's NamingStrategy says. */
export interface Naming {
  readonly prefix: string;
  readonly singular: boolean;
}

const INITIALISMS: readonly string[] =
  'API ASCII CPU CSS DNS EOF GUID HTML HTTP HTTPS ID IP JSON LHS QPS RAM RHS RPC SLA SMTP SSH TLS TTL UID UI UUID URI URL UTF8 VM XML XSRF XSS'.split(
    ' ',
  );

/** `UserID` is `user_id`, `HTTPServer` is `http_server` (gorm, schema/naming.go `toDBName`). */
export function columnText(name: string): string {
  const value = withoutInitialisms(name);
  const isUpper = (at: number) => /[A-Z]/.test(value[at] ?? '');
  let text = '';
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? '';
    const isLast = at === value.length - 1;
    const joins = isUpper(at - 1) && (isUpper(at + 1) || /\d/.test(value[at + 1] ?? ''));
    const apart = isLast ? !isUpper(at - 1) : !joins && value[at - 1] !== '_' && value[at + 1] !== '_';
    if (isUpper(at) && at > 0 && apart) text += '_';
    text += char.toLowerCase();
  }
  return text;
}

/** `ID` becomes `Id`: the first of the list that stands at a place (strings.NewReplacer). */
function withoutInitialisms(name: string): string {
  let text = '';
  for (let at = 0; at < name.length; ) {
    const found = INITIALISMS.find((one) => name.startsWith(one, at));
    text += found ? found.charAt(0) + found.slice(1).toLowerCase() : name.charAt(at);
    at += found?.length ?? 1;
  }
  return text;
}

export function tableText(struct: string, { prefix, singular }: Naming): string {
  return prefix + (singular ? columnText(struct) : plural(columnText(struct)));
}

export function joinTableText(name: string, naming: Naming): string {
  return name === name.toLowerCase() ? naming.prefix + name : tableText(name, naming);
}

/** `idx_users_name`; beyond 64 letters the end is a sum (`formatName`). */
export function madeName(kind: 'fk' | 'chk' | 'idx' | 'uni', table: string, name: string, most = 64): string {
  const whole = `${kind}_${table}_${name}`.replaceAll('.', '_');
  if ([...whole].length <= most) return whole;
  return whole.slice(0, most - 8) + createHash('sha1').update(whole).digest('hex').slice(0, 8);
}
