import { compareVersionText } from './version-order';

/** `20260102030405` of a moment, as long as asked for: 14 digits to seconds, 12 to minutes, 17 to milliseconds. */
function stamp(now: Date, length: number): string {
  const digits = now.toISOString().replace(/\D/g, '');
  return digits.slice(0, length).padEnd(length, '0');
}

/** Four digits of a year, then months and days that exist. */
function isTimestamp(version: string): boolean {
  return /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d*$/.test(version) && version.length >= 8;
}

function dashed(now: Date, like: string): string {
  const digits = stamp(now, 14);
  let at = 0;
  return like.replace(/\d/g, () => digits[at++] ?? '0');
}

function increment(digits: string): string {
  return (BigInt(digits) + 1n).toString().padStart(digits.length, '0');
}

/**
 * The version after the latest one, in the project's own style: a timestamp of `now` where the project has timestamps (and later
 * than the last even when a clock ran ahead), else the last number plus one with as many digits.
 */
export function nextVersion(versions: readonly string[], now: Date): string {
  const last = [...versions].sort(compareVersionText).at(-1);
  if (last === undefined) return stamp(now, 14);
  if (/^\d{4}-\d{2}-\d{2}/.test(last)) return dashed(now, last);
  if (isTimestamp(last)) {
    const fresh = stamp(now, last.length);
    return compareVersionText(fresh, last) > 0 ? fresh : increment(last);
  }
  return last.replace(/\d+(?!.*\d)/, increment);
}

/** `Add orders' index` as a file name has it: `add_orders_index`, or with dashes where the project has them. */
export function slug(name: string, joint: '_' | '-'): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join(joint) || 'migration';
}
