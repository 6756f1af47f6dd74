/** English as ActiveSupport bends it ("Inflector", inflections.rb): the rules that table and column names meet. */

const UNCOUNTABLE = new Set([
  'equipment',
  'information',
  'rice',
  'money',
  'species',
  'series',
  'fish',
  'sheep',
  'jeans',
  'police',
]);

const IRREGULAR: readonly (readonly [string, string])[] = [
  ['person', 'people'],
  ['man', 'men'],
  ['child', 'children'],
  ['sex', 'sexes'],
  ['move', 'moves'],
  ['zombie', 'zombies'],
];

/** The last rule that fits wins, as in the original; here the order is turned round. */
const PLURALS: readonly (readonly [RegExp, string])[] = [
  [/(quiz)$/i, '$1zes'],
  [/^(oxen)$/i, '$1'],
  [/^(ox)$/i, '$1en'],
  [/^(m|l)ice$/i, '$1ice'],
  [/^(m|l)ouse$/i, '$1ice'],
  [/(matr|vert|ind)(?:ix|ex)$/i, '$1ices'],
  [/(x|ch|ss|sh)$/i, '$1es'],
  [/([^aeiouy]|qu)y$/i, '$1ies'],
  [/(hive)$/i, '$1s'],
  [/(?:([^f])fe|([lr])f)$/i, '$1$2ves'],
  [/sis$/i, 'ses'],
  [/([ti])a$/i, '$1a'],
  [/([ti])um$/i, '$1a'],
  [/(buffal|tomat)o$/i, '$1oes'],
  [/(bu)s$/i, '$1ses'],
  [/(alias|status)$/i, '$1es'],
  [/(octop|vir)i$/i, '$1i'],
  [/(octop|vir)us$/i, '$1i'],
  [/^(ax|test)is$/i, '$1es'],
  [/s$/i, 's'],
  [/$/, 's'],
];

const SINGULARS: readonly (readonly [RegExp, string])[] = [
  [/(database)s$/i, '$1'],
  [/(quiz)zes$/i, '$1'],
  [/(matr)ices$/i, '$1ix'],
  [/(vert|ind)ices$/i, '$1ex'],
  [/^(ox)en/i, '$1'],
  [/(alias|status)(?:es)?$/i, '$1'],
  [/(octop|vir)(?:us|i)$/i, '$1us'],
  [/^(a)x[ie]s$/i, '$1xis'],
  [/(cris|test)(?:is|es)$/i, '$1is'],
  [/(shoe)s$/i, '$1'],
  [/(o)es$/i, '$1'],
  [/(bus)(?:es)?$/i, '$1'],
  [/^(m|l)ice$/i, '$1ouse'],
  [/(x|ch|ss|sh)es$/i, '$1'],
  [/(m)ovies$/i, '$1ovie'],
  [/(s)eries$/i, '$1eries'],
  [/([^aeiouy]|qu)ies$/i, '$1y'],
  [/([lr])ves$/i, '$1f'],
  [/(tive)s$/i, '$1'],
  [/(hive)s$/i, '$1'],
  [/([^f])ves$/i, '$1fe'],
  [/(^analy)(?:sis|ses)$/i, '$1sis'],
  [/((?:a)naly|(?:b)a|(?:d)iagno|(?:p)arenthe|(?:p)rogno|(?:s)ynop|(?:t)he)(?:sis|ses)$/i, '$1sis'],
  [/([ti])a$/i, '$1um'],
  [/(n)ews$/i, '$1ews'],
  [/(ss)$/i, '$1'],
  [/s$/i, ''],
];

function bend(word: string, rules: readonly (readonly [RegExp, string])[]): string {
  const rule = rules.find(([pattern]) => pattern.test(word));
  return rule ? word.replace(rule[0], rule[1]) : word;
}

function isUncountable(word: string): boolean {
  return UNCOUNTABLE.has(/[a-zA-Z]+$/.exec(word)?.[0].toLowerCase() ?? '');
}

function swap(word: string, from: string, to: string): string | undefined {
  return word.toLowerCase().endsWith(from) && /(?:^|_)$/.test(word.slice(0, word.length - from.length))
    ? word.slice(0, word.length - from.length) + to
    : undefined;
}

export function pluralize(word: string): string {
  if (word === '' || isUncountable(word)) return word;
  for (const [one, many] of IRREGULAR) {
    const found = swap(word, one, many) ?? (swap(word, many, many) === undefined ? undefined : word);
    if (found !== undefined) return found;
  }
  return bend(word, PLURALS);
}

export function singularize(word: string): string {
  if (word === '' || isUncountable(word)) return word;
  for (const [one, many] of IRREGULAR) {
    const found = swap(word, many, one) ?? (swap(word, one, one) === undefined ? undefined : word);
    if (found !== undefined) return found;
  }
  return bend(word, SINGULARS);
}

/** `Blog::PostTag` → `post_tags` (ModelSchema, `undecorated_table_name`). */
export function tableize(className: string): string {
  const bare = className.replace(/^.*::/, '');
  const snake = bare
    .replace(/([A-Z\d]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();
  return pluralize(snake);
}
