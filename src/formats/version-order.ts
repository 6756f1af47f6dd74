/** Migrations run in the order of their versions: numbers by value, so that 10 follows 9, and words by spelling. */

/** Compares digits by value however many there are: `20191100000001000000` does not fit a JavaScript number. */
function compareDigits(a: string, b: string): number {
  const left = a.replace(/^0+(?=\d)/, '');
  const right = b.replace(/^0+(?=\d)/, '');
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Negative when version `a` runs before `b`. `1.10` follows `1.9`; `1` and `1.0` are the same place. */
export function compareVersionText(a: string, b: string): number {
  const left = a.match(/\d+|[^\d._-]+/g) ?? [];
  const right = b.match(/\d+|[^\d._-]+/g) ?? [];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const one = left[i] ?? '0';
    const other = right[i] ?? '0';
    const bothNumbers = /^\d/.test(one) && /^\d/.test(other);
    const difference = bothNumbers ? compareDigits(one, other) : one < other ? -1 : one > other ? 1 : 0;
    if (difference !== 0) return difference;
  }
  return 0;
}
