import type { Operation } from '../../model';
import type { WriteContext, WrittenFile } from '../format';
import { markedText, type Texts, textsOf } from '../marked-text';
import { slug } from '../next-version';
import { folderOf, joinPath } from '../paths';
import { momentOf, pgmName } from './name';

/** A prefix as long as the latest: a date of 17 digits, or milliseconds; later than every one that is there. */
function prefixOf(versions: readonly string[], now: Date): string {
  const latest = Math.max(0, ...versions.map(momentOf));
  const moment = new Date(Math.max(now.getTime(), latest + 1));
  return versions.at(-1)?.length === 17 ? moment.toISOString().replace(/\D/g, '') : String(moment.getTime());
}

/** SQL as a template literal. */
export function literal(sql: string): string {
  return `\`\n${sql.replace(/[\\`]|\$\{/g, '\\$&')}\``;
}

function inCode({ up, down, outside }: Texts, style: 'module' | 'commonjs'): string {
  const open = (name: string) => (style === 'module' ? `export const ${name} =` : `exports.${name} =`);
  const body = (sql: string) =>
    `${outside === 'outside' ? '  pgm.noTransaction();\n' : ''}  pgm.sql(${literal(sql)});\n`;
  return `${open('up')} (pgm) => {\n${body(up)}};\n\n${open('down')} (pgm) => {\n${body(down)}};\n`;
}

/** A file in the language of the latest; SQL cannot leave the transaction, so what must is written in JavaScript. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const latest = context.latest.at(-1);
  const own = latest && pgmName(latest.migration.path);
  const folder = latest ? folderOf(latest.migration.path) : context.root;
  const versions = context.latest.map(({ migration }) => migration.version);
  const separator = own?.separator ?? '_';
  const stem = joinPath(
    folder,
    `${prefixOf(versions, context.now)}${separator}${slug(name, separator === '-' ? '-' : '_')}`,
  );
  const texts = textsOf(up, down, context);
  if (own?.language === 'code') {
    const ending = latest?.migration.path.replace(/^.*\./, '');
    const style = /\bexports\.(?:up|down)\b|module\.exports/.test(latest?.text ?? '') ? 'commonjs' : 'module';
    return [{ path: `${stem}.${ending}`, text: inCode(texts, style) }];
  }
  if (texts.outside === 'outside') return [{ path: `${stem}.js`, text: inCode(texts, 'commonjs') }];
  if (own && own.direction !== 'both')
    return [
      { path: `${stem}.up.sql`, text: texts.up },
      { path: `${stem}.down.sql`, text: texts.down },
    ];
  return [{ path: `${stem}.sql`, text: markedText('node-pg-migrate', texts) }];
}
