/**
 * A pattern of Python's `re` that means the same here and cannot run long on a name: no group that is repeated, few repetitions, none
 * of the syntax that only Python has.
 */
export function safePattern(pattern: string): RegExp | undefined {
  const repeats = pattern.match(/[+*{]/g)?.length ?? 0;
  if (pattern.length > 80 || repeats > 3 || /\)[+*{]|\(\?P|\(\?[a-zA-Z]/.test(pattern)) return undefined;
  try {
    return new RegExp(pattern, 'g');
  } catch {
    return undefined;
  }
}

/** `\1_\2` as JavaScript writes it. */
export function pythonReplacement(text: string): string {
  return text
    .replaceAll('$', '$$$$')
    .replace(/\\(?:g<(\d)>|(\d))/g, (_, named?: string, plain?: string) => `$${named ?? plain}`);
}
