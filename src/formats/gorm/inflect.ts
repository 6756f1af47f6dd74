/** English as jinzhu/inflection bends it, which GORM names tables by (inflections.go). */

const UNCOUNTABLE: ReadonlySet<string> = new Set(
  (
    'equipment information rice money species series fish sheep jeans police milk salt time water paper food art cash music help ' +
    'luck oil progress rain research shopping software traffic'
  ).split(' '),
);

const IRREGULAR: readonly (readonly [string, string])[] = [
  ['person', 'people'],
  ['man', 'men'],
  ['child', 'children'],
  ['sex', 'sexes'],
  ['move', 'moves'],
  ['ombie', 'ombies'],
  ['goose', 'geese'],
  ['foot', 'feet'],
  ['moose', 'moose'],
  ['tooth', 'teeth'],
  ['leaf', 'leaves'],
  ['chassis', 'chassis'],
];

type Rules = readonly (readonly [RegExp, string])[];

/** The first that fits. */
const PLURALS: Rules = [
  [/(drive)$/i, '$1s'],
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
  [/(alias|status|campus)$/i, '$1es'],
  [/(octop|vir)i$/i, '$1i'],
  [/(octop|vir)us$/i, '$1i'],
  [/^(ax|test)is$/i, '$1es'],
  [/s$/i, 's'],
  [/([a-z])$/i, '$1s'],
];

const SINGULARS: Rules = [
  [/(drive)s$/i, '$1'],
  [/(database)s$/i, '$1'],
  [/(quiz)zes$/i, '$1'],
  [/(matr)ices$/i, '$1ix'],
  [/(vert|ind)ices$/i, '$1ex'],
  [/^(ox)en/i, '$1'],
  [/(alias|status)(es)?$/i, '$1'],
  [/(octop|vir)(us|i)$/i, '$1us'],
  [/^(a)x[ie]s$/i, '$1xis'],
  [/(cris|test)(is|es)$/i, '$1is'],
  [/(shoe)s$/i, '$1'],
  [/(o)es$/i, '$1'],
  [/(bus|campus)(es)?$/i, '$1'],
  [/^(m|l)ice$/i, '$1ouse'],
  [/(x|ch|ss|sh)es$/i, '$1'],
  [/(c)ookies$/i, '$1ookie'],
  [/(m)ovies$/i, '$1ovie'],
  [/(s)eries$/i, '$1eries'],
  [/([^aeiouy]|qu)ies$/i, '$1y'],
  [/([lr])ves$/i, '$1f'],
  [/(tive)s$/i, '$1'],
  [/(hive)s$/i, '$1'],
  [/([^f])ves$/i, '$1fe'],
  [/([ti])a$/i, '$1um'],
  [/(n)ews$/i, '$1ews'],
  [/(ss)$/i, '$1'],
  [/s$/i, ''],
];

function bent(word: string, irregular: readonly (readonly [string, string])[], rules: Rules): string {
  if (UNCOUNTABLE.has(word.toLowerCase())) return word;
  const known = irregular.find(([from]) => word.endsWith(from));
  if (known) return word.slice(0, word.length - known[0].length) + known[1];
  const rule = rules.find(([pattern]) => pattern.test(word));
  return rule ? word.replace(rule[0], rule[1]) : word;
}

export function plural(word: string): string {
  return bent(word, IRREGULAR, PLURALS);
}

export function singular(word: string): string {
  return bent(
    word,
    IRREGULAR.map(([one, many]): readonly [string, string] => [many, one]),
    SINGULARS,
  );
}
