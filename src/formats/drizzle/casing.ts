export type Casing = 'snake_case' | 'camelCase' | undefined;

/** The words of a property's name (drizzle-orm, casing.ts). */
function words(name: string): readonly string[] {
  return name.replace(/['\u2019]/g, '').match(/[\da-z]+|[A-Z]+(?![a-z])|[A-Z][\da-z]+/g) ?? [];
}

/** What a column is called that has no name of its own. */
export function cased(name: string, casing: Casing): string {
  if (casing === 'snake_case')
    return words(name)
      .map((word) => word.toLowerCase())
      .join('_');
  if (casing !== 'camelCase') return name;
  return words(name)
    .map((word, at) => (at === 0 ? word.toLowerCase() : `${word[0]?.toUpperCase()}${word.slice(1)}`))
    .join('');
}
