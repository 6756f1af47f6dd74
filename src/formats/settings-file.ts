/** Settings in files of sections and keys: TOML, git's configuration, Java's properties. Their common part is all that is asked of them. */

/** One setting; the key is a dotted path: `db.major_version`, `engine.pg.target`, `flyway.locations`. */
export interface Setting {
  readonly key: string;
  readonly value: string;
}

/** `[core]`, `[engine "pg"]`, `[[tables.of.toml]]`. */
const HEADING = /^\s*\[+\s*([^\]]*?)\s*\]+\s*(?:[#;].*)?$/;
const PAIR = /^\s*([\w.-]+)\s*[=:]\s*(.*?)\s*$/;

/** Every setting in order. A list over several lines is one value; lines that are neither heading nor pair are passed over. */
export function settingsIn(text: string): readonly Setting[] {
  let section = '';
  let open: { readonly key: string; value: string } | undefined;
  const found: Setting[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (open) {
      open.value += ` ${line.replace(/\s#.*$/, '').trim()}`;
      if (!line.includes(']')) continue;
      found.push(open);
      open = undefined;
      continue;
    }
    if (/^\s*[#;!]/.test(line)) continue;
    const pair = PAIR.exec(line);
    const heading = pair ? undefined : HEADING.exec(line);
    if (heading) section = `${(heading[1] ?? '').replace(/\s*"([^"]*)"/g, '.$1')}.`;
    if (!pair) continue;
    const [, name = '', value = ''] = pair;
    if (/^\[[^\]]*$/.test(value)) open = { key: section + name, value };
    else found.push({ key: section + name, value });
  }
  return open ? [...found, open] : found;
}

/** A value without its quotes and the comment behind it. */
export function plainValue(value: string): string {
  const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')/.exec(value);
  if (quoted) return quoted[1] ?? quoted[2] ?? '';
  return value.replace(/\s+[#;].*$/, '').trim();
}

/** The values of a list: `["a", "b"]`, or `a, b`. */
export function listValue(value: string): readonly string[] {
  return value
    .replace(/^\s*\[|\]\s*$/g, '')
    .split(',')
    .map((part) => plainValue(part.trim()))
    .filter((part) => part !== '');
}

/** What a URL's scheme says: `postgres` of `"postgres://…"`, `mysql` of `jdbc:mysql://…`. */
export function schemeOf(url: string): string | undefined {
  return /^["']?(?:jdbc:|docker:\/\/|tc:|p6spy:)*([a-z][a-z0-9]*)/i.exec(url)?.[1];
}
