import type { Operation } from '../model';
import { printStatements } from '../sql';
import type { ReadContext } from './format';
import type { Sections } from './sections';
import { needsNoTransaction } from './transaction';

/** The two ways of a new migration as text, and whether its tool must be told to leave its transaction out. */
export interface Texts {
  readonly up: string;
  readonly down: string;
  readonly outside: 'outside' | 'inside';
}

export function textsOf(up: readonly Operation[], down: readonly Operation[], context: ReadContext): Texts {
  const outside = needsNoTransaction([...up, ...down], context.dialect) ? 'outside' : 'inside';
  return { up: printStatements(up, context.dialect), down: printStatements(down, context.dialect), outside };
}

export type MarkedTool = 'goose' | 'dbmate' | 'node-pg-migrate' | 'sql-migrate' | 'tern';

export function isMarkedTool(tool: Sections['tool']): tool is MarkedTool {
  return tool !== 'sqlx' && tool !== 'none';
}

/** One file with both directions between the markers of its tool. */
export function markedText(tool: MarkedTool, { up, down, outside }: Texts): string {
  const opt = outside === 'outside';
  switch (tool) {
    case 'goose':
      return `${opt ? '-- +goose NO TRANSACTION\n' : ''}-- +goose Up\n${up}\n-- +goose Down\n${down}`;
    case 'dbmate':
      return `-- migrate:up${opt ? ' transaction:false' : ''}\n${up}\n-- migrate:down${opt ? ' transaction:false' : ''}\n${down}`;
    case 'node-pg-migrate':
      return `-- Up Migration\n${up}\n-- Down Migration\n${down}`;
    case 'sql-migrate':
      return `-- +migrate Up${opt ? ' notransaction' : ''}\n${up}\n-- +migrate Down${opt ? ' notransaction' : ''}\n${down}`;
    case 'tern':
      return `${opt ? '---- tern: disable-tx ----\n' : ''}${up}\n---- create above / drop below ----\n\n${down}`;
  }
}
