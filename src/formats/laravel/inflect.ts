/** Words as Illuminate's `Str` makes them, as far as tables are named by it (Doctrine's inflector, English). */

/** `BookAuthor` → `book_author`. */
export function snake(word: string): string {
  return word.replace(/(.)(?=[A-Z])/g, '$1_').toLowerCase();
}

const UNCOUNTABLE =
  /(?:^|_)(?:audio|bison|cattle|chassis|deer|education|emoji|equipment|evidence|feedback|fish|furniture|gold|hardware|information|jedi|kin|knowledge|metadata|money|moose|news|nutrition|offspring|pokemon|police|rain|recommended|related|rice|series|sheep|software|species|swine|traffic|wheat|media|data)$/i;

const IRREGULAR: Readonly<Record<string, string>> = {
  person: 'people',
  child: 'children',
  man: 'men',
  woman: 'women',
  foot: 'feet',
  tooth: 'teeth',
  goose: 'geese',
  mouse: 'mice',
  ox: 'oxen',
  move: 'moves',
  sex: 'sexes',
  hero: 'heroes',
  leaf: 'leaves',
  criterion: 'criteria',
};

const RULES: readonly (readonly [RegExp, string])[] = [
  [/(quiz)$/i, '$1zes'],
  [/(matr|vert|ind)(?:ix|ex)$/i, '$1ices'],
  [/(x|ch|ss|sh)$/i, '$1es'],
  [/([^aeiouy]|qu)y$/i, '$1ies'],
  [/(hive)$/i, '$1s'],
  [/(?:([^f])fe|([lr])f)$/i, '$1$2ves'],
  [/sis$/i, 'ses'],
  [/([ti])um$/i, '$1a'],
  [/(buffal|tomat|potat|ech|her|vet)o$/i, '$1oes'],
  [/(alias|status|bus|virus)$/i, '$1es'],
  [/s$/i, 's'],
  [/$/, 's'],
];

/** The plural of a word's last part: `order_line` → `order_lines`. */
export function plural(word: string): string {
  if (UNCOUNTABLE.test(word)) return word;
  const at = word.lastIndexOf('_') + 1;
  const last = word.slice(at);
  if (Object.hasOwn(IRREGULAR, last.toLowerCase())) return word.slice(0, at) + (IRREGULAR[last.toLowerCase()] ?? last);
  const rule = RULES.find(([pattern]) => pattern.test(last));
  return word.slice(0, at) + (rule ? last.replace(rule[0], rule[1]) : last);
}

const TO_SINGULAR: readonly (readonly [RegExp, string])[] = [
  [/(quiz)zes$/i, '$1'],
  [/(alias|status|bus|virus|x|ch|ss|sh)es$/i, '$1'],
  [/([^aeiouy]|qu)ies$/i, '$1y'],
  [/([lr])ves$/i, '$1f'],
  [/(ss|us|is)$/i, '$1'],
  [/s$/i, ''],
];

/** The singular of a word's last part: `order_lines` → `order_line`. */
export function singular(word: string): string {
  if (UNCOUNTABLE.test(word)) return word;
  const at = word.lastIndexOf('_') + 1;
  const last = word.slice(at);
  const irregular = Object.entries(IRREGULAR).find(([, many]) => many === last.toLowerCase());
  if (irregular) return word.slice(0, at) + irregular[0];
  const rule = TO_SINGULAR.find(([pattern]) => pattern.test(last));
  return word.slice(0, at) + (rule ? last.replace(rule[0], rule[1]) : last);
}

/** The table that a model of this class name has, unless it says another. */
export function tableOfModel(className: string): string {
  return plural(snake(className));
}
