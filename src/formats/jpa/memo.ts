/** Keeps what a function of a text and an object gives. */
export function memoOf<O extends object, V>(make: (text: string, object: O) => V): (text: string, object: O) => V {
  const kept = new WeakMap<O, Map<string, V>>();
  return (text, object) => {
    const own = kept.get(object) ?? new Map<string, V>();
    kept.set(object, own);
    const known = own.get(text);
    if (known !== undefined || own.has(text)) return known as V;
    const value = make(text, object);
    own.set(text, value);
    return value;
  };
}
