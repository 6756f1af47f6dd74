import { type Check, nameKey } from '../model';

/** PostgreSQL 12+: a valid CHECK that implies NOT NULL lets SET NOT NULL skip its scan (ALTER TABLE, SET NOT NULL). */
export function provesNotNull(check: Pick<Check, 'expression' | 'notValid' | 'notEnforced'>, column: string): boolean {
  if (check.notValid || check.notEnforced) return false;
  return impliesNotNull(check.expression.text, column);
}

/** True when one of the conditions that a CHECK joins by AND is `column IS NOT NULL`. */
export function impliesNotNull(text: string, column: string): boolean {
  const bare = text.replace(/[()"\s]+/g, ' ').trim();
  const key = nameKey('postgresql', column);
  return bare.split(/\s+and\s+/i).some((part) => {
    const found = /^(\S+) is not null$/i.exec(part.trim());
    const name = found?.[1];
    return name === key || name?.toLowerCase() === key;
  });
}
