import type { Operation } from '../../model';
import { stepsToWrite } from '../code/script-write';
import type { WriteContext, WrittenFile } from '../format';
import { slug } from '../next-version';
import { folderOf, joinPath } from '../paths';

/** `2026_03_04_050607`, later than the latest even when a clock ran ahead. */
function versionOf(context: WriteContext): string {
  const fresh = context.now.toISOString().replace(/^(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+).*$/, '$1_$2_$3_$4$5$6');
  const last = context.latest.at(-1)?.migration.version;
  if (last === undefined || fresh > last) return fresh;
  return last.replace(/\d+$/, (digits) => String(Number(digits) + 1).padStart(digits.length, '0'));
}

/** SQL as a PHP string: short in quotes, long as a nowdoc whose closing word stands nowhere in it. */
export function literal(sql: string, indent: string): string {
  if (!sql.includes('\n')) return `'${sql.replace(/['\\]/g, '\\$&')}'`;
  let word = 'SQL';
  while (sql.includes(word)) word += '_';
  const inner = `${indent}    `;
  const lines = sql.split('\n').map((line) => (line === '' ? '' : inner + line));
  return `<<<'${word}'\n${lines.join('\n')}\n${inner}${word}`;
}

/** A migration in the manner of the latest: its indentation, an anonymous class or one with a name, types or none. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const latest = context.latest.at(-1);
  const text = latest?.text ?? '';
  const tab = /^\t/m.test(text) ? '\t' : '    ';
  const deep = tab + tab;
  const steps = stepsToWrite(up, down, context, (sql) => `DB::statement(${literal(sql.replace(/;\s*$/, ''), deep)});`);
  const title = slug(name, '_');
  const named = latest !== undefined && /^\s*(?:final\s+)?class\s+\w+\s+extends\s+Migration/m.test(text);
  const returns = latest === undefined || /function up\(\)\s*:\s*void/.test(text) ? ': void' : '';
  const className = title.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const method = (direction: string, lines: readonly string[]) =>
    `${tab}public function ${direction}()${returns}\n${tab}{\n${(lines.length > 0 ? lines : ['//']).map((line) => `${deep}${line}\n`).join('')}${tab}}\n`;
  const outside = steps.outside === 'outside' ? `${tab}public $withinTransaction = false;\n\n` : '';
  const body = `${outside}${method('up', steps.up)}\n${method('down', steps.down)}`;
  const strict = /^declare\(strict_types=1\);/m.test(text) ? 'declare(strict_types=1);\n\n' : '';
  const uses = 'use Illuminate\\Database\\Migrations\\Migration;\nuse Illuminate\\Support\\Facades\\DB;\n';
  const declared = named
    ? `class ${className} extends Migration\n{\n${body}}\n`
    : `return new class extends Migration\n{\n${body}};\n`;
  const folder = latest ? folderOf(latest.migration.path) : context.root;
  return [
    { path: joinPath(folder, `${versionOf(context)}_${title}.php`), text: `<?php\n\n${strict}${uses}\n${declared}` },
  ];
}
