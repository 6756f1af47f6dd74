import type { Ident } from '../../../model';
import type { Compile } from './compile';

/** What a naming convention's tokens stand for (SQLAlchemy, "Configuring Constraint Naming Conventions"). */
export interface Named {
  readonly kind: 'ix' | 'uq' | 'ck' | 'fk' | 'pk';
  readonly schema?: string | undefined;
  readonly table: string;
  readonly columns: readonly string[];
  readonly referredTable?: string;
  readonly referredColumns?: readonly string[];
  readonly name?: Ident | undefined;
  /** `op.f('…')` and `conv('…')`: a name in its final form. */
  readonly isFinal?: boolean;
}

const DEFAULTS: Readonly<Record<string, string>> = { ix: 'ix_%(column_0_label)s' };

/** The name that a constraint or index gets: its own, or what the convention makes of it; undefined where the engine chooses. */
export function conventionName(on: Compile, named: Named): string | undefined {
  const pattern = (on.convention ?? DEFAULTS)[named.kind];
  if (named.name && (named.isFinal || !pattern?.includes('%(constraint_name)s'))) return named.name.name;
  if (pattern === undefined || (!named.name && pattern.includes('%(constraint_name)s'))) return undefined;
  const words = tokensOf(named);
  let isKnown = true;
  const made = pattern.replace(/%\((\w+)\)s/g, (_, token: string) => {
    const word = words(token);
    if (word === undefined) isKnown = false;
    return word ?? '';
  });
  return isKnown ? made : undefined;
}

function tokensOf(named: Named): (token: string) => string | undefined {
  const label = (column: string) => [named.schema?.replaceAll('.', '_'), named.table, column].filter(Boolean).join('_');
  return (token) => {
    if (token === 'table_name') return named.table;
    if (token === 'constraint_name') return named.name?.name;
    if (token === 'referred_table_name') return named.referredTable;
    const found = /^(referred_)?column_(\d+)(_?N)?_(name|key|label)$/.exec(token);
    if (!found) return undefined;
    const columns = found[1] ? (named.referredColumns ?? []) : named.columns;
    const spelled = found[4] === 'label' ? columns.map(label) : columns;
    if (found[3] === undefined) return spelled[Number(found[2])];
    return spelled.join(found[3] === 'N' ? '' : '_');
  };
}
