/** How alike two names are, 0 to 1: by the words that they share, and by pairs of letters where words are written together. */
export function likeness(a: string, b: string): number {
  const [left, right] = [plain(a), plain(b)];
  if (left === right) return 1;
  const words = shared(wordsOf(a), wordsOf(b));
  return Math.max(words, shared(pairs(left), pairs(right)));
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function pairs(name: string): readonly string[] {
  return Array.from({ length: Math.max(0, name.length - 1) }, (_, i) => name.slice(i, i + 2));
}

/** Dice's coefficient. */
function shared(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 0;
  const left = [...b];
  let both = 0;
  for (const item of a) {
    const at = left.indexOf(item);
    if (at < 0) continue;
    left.splice(at, 1);
    both++;
  }
  return (2 * both) / (a.length + b.length);
}
