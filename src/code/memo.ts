/** Keeps what was made of each file's text as long as the text stays the same: sets of files are read again on each keystroke, their members not. */
export function memoByText<T>(make: (uri: string, text: string) => T, most = 4096): (uri: string, text: string) => T {
  const kept = new Map<string, { readonly text: string; readonly value: T }>();
  return (uri, text) => {
    const known = kept.get(uri);
    if (known && known.text === text) return known.value;
    const value = make(uri, text);
    kept.delete(uri);
    kept.set(uri, { text, value });
    // The oldest goes first: a Map keeps the order of insertion.
    if (kept.size > most) kept.delete(kept.keys().next().value ?? uri);
    return value;
  };
}
