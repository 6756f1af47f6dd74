import type { Style } from './style';
import { pythonText } from './words';

/** How a project's migrations look. */
export interface Manner extends Style {
  /** ` -> None`, or nothing. */
  readonly returns: string;
}

/** The manner of the latest file; Alembic's own template where there is none. */
export function manner(text: string | undefined): Manner {
  const quote = /^revision\b[^=]*=\s*"/m.test(text ?? '') ? '"' : "'";
  const sa = /^import sqlalchemy as (\w+)/m.exec(text ?? '')?.[1] ?? 'sa';
  return { quote, sa, returns: /^def upgrade\(\) -> None:/m.test(text ?? '') ? ' -> None' : '' };
}

export interface Head {
  readonly id: string;
  readonly parent: string | undefined;
  readonly name: string;
  readonly now: Date;
}

/** `2026-03-04 05:06:07.000000` */
function created(now: Date): string {
  return now
    .toISOString()
    .replace('T', ' ')
    .replace(/\.(\d+)Z$/, '.$1000');
}

/** The annotation that the latest file gives an identifier: `: Union[str, None]`. */
function annotation(latest: string | undefined, name: string): string {
  return new RegExp(`^${name}(\\s*:[^=\\n]*?)\\s*=`, 'm').exec(latest ?? '')?.[1] ?? '';
}

/** Imports that annotations need. */
function typing(latest: string | undefined): readonly string[] {
  return (latest ?? '')
    .split(/\r?\n/)
    .filter((line) => /^from (?:typing|collections\.abc|__future__) import /.test(line));
}

/** Everything above `upgrade`. */
export function headText({ id, parent, name, now }: Head, { quote, sa }: Manner, latest: string | undefined): string {
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  const value = (text: string | undefined) => (text === undefined ? 'None' : pythonText(text, { quote }));
  const line = (word: string, text: string) => `${word}${annotation(latest, word)} = ${text}`;
  return [
    `"""${title.replaceAll('\\', '\\\\').replaceAll('"""', "'''")}`,
    '',
    `Revision ID: ${id}`,
    `Revises:${parent === undefined ? '' : ` ${parent}`}`,
    `Create Date: ${created(now)}`,
    '',
    '"""',
    ...typing(latest),
    ...(typing(latest).length > 0 ? [''] : []),
    'from alembic import op',
    `import sqlalchemy as ${sa}`,
    '',
    '# revision identifiers, used by Alembic.',
    line('revision', value(id)),
    line('down_revision', value(parent)),
    line('branch_labels', 'None'),
    line('depends_on', 'None'),
    '',
  ].join('\n');
}
