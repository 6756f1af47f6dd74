import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DIALECT_NAMES } from '../../model';
import type { BadCase, Cases, GoodCase, Rule } from '../../review';
import type { GeneratedFile } from '../step';

const root = resolve(__dirname, '../../..');
const pages = 'docs/rules';

interface RuleFile {
  readonly rule: Rule;
  readonly cases: Cases;
}

async function ruleFiles(): Promise<readonly RuleFile[]> {
  const folder = resolve(root, 'src/review/rules');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.gen.ts')).sort();
  return Promise.all(names.map((name): Promise<RuleFile> => import(resolve(folder, name))));
}

/** «…» marks what a finding underlines; a page says it in words. */
const unmarked = (sql: string): string => sql.replace(/[«»]/g, '');

function setting({ before, version, sizes }: GoodCase | BadCase): string {
  const parts = [
    before === undefined ? '' : `-- Earlier migrations\n${before}\n\n-- This one\n`,
    version === undefined ? '' : `-- Version ${version}\n`,
    ...Object.entries(sizes ?? {}).flatMap(([table, { rows }]) =>
      rows === undefined ? [] : [`-- ${table}: ${rows} rows\n`],
    ),
  ];
  return parts.join('');
}

const sqlBlock = (sql: string): string => `\`\`\`sql\n${sql}\n\`\`\``;

function badExample(example: BadCase): string {
  const says = example.says.map((message) => `> ${message}`).join('\n>\n');
  const fixed = example.fixed === undefined ? '' : `The quick fix makes of it:\n\n${sqlBlock(example.fixed)}`;
  return [`### Found: ${example.title}`, sqlBlock(setting(example) + unmarked(example.sql)), says, fixed]
    .filter((part) => part !== '')
    .join('\n\n');
}

function goodExample(example: GoodCase): string {
  return [`### Not found: ${example.title}`, sqlBlock(setting(example) + example.sql)].join('\n\n');
}

function optionLines({ options }: Rule): string {
  const lines = Object.entries(options ?? {}).map(
    ([name, option]) => `- \`${name}\` (default ${option.default}): ${option.description}`,
  );
  return lines.length === 0 ? '' : `## Options\n\n${lines.join('\n')}`;
}

function pageText({ rule, cases }: RuleFile): string {
  const { id, severity, category, dialects, recommended, what, why, instead, sources } = rule;
  const engineNames = dialects.map((dialect) => DIALECT_NAMES[dialect]).join(', ');
  const facts = `*${severity}* · ${category.replaceAll('-', ' ')} · ${engineNames} · ${recommended ? 'on by default' : 'off by default'}`;
  const parts = [
    `# ${id}`,
    facts,
    what,
    `## Why\n\n${why}`,
    `## What to do instead\n\n${instead}`,
    optionLines(rule),
    `## Examples\n\n${[...cases.bad.map(badExample), ...cases.good.map(goodExample)].join('\n\n')}`,
    `## Turning it off\n\nIn one place, with a reason that stays in the file:\n\n${sqlBlock(`-- architect-ignore ${id}: why it is right here`)}\n\nEverywhere, in the settings:\n\n\`\`\`json\n"databaseArchitect.rules": { "${id}": "off" }\n\`\`\``,
    sources.length === 0
      ? ''
      : `## Sources\n\n${sources.map((source) => (/^https?:/.test(source) ? `- <${source}>` : `- ${source}`)).join('\n')}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** `docs/rules/<id>.md`: a page a rule, made of the rule and of the cases that test it. Pages of rules that are gone go. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const files = await ruleFiles();
  const fresh = files.map((file) => ({ path: `${pages}/${file.rule.id}.md`, text: pageText(file) }));
  const known = new Set(fresh.map(({ path }) => path));
  const present = await readdir(resolve(root, pages)).catch(() => []);
  const gone = present.map((name) => `${pages}/${name}`).filter((path) => path.endsWith('.md') && !known.has(path));
  return [...fresh, ...gone.map((path) => ({ path, text: undefined }))];
}
