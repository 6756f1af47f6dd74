import {
  type DataOperation,
  DIALECT_NAMES,
  type OperationOf,
  type SessionOperation,
  type SetParameter,
} from '../../model';
import { isMysql, join, type Printed, sql, unsupported, type Writer } from './writer';

/** Settings, transactions, locks, upkeep; rows are never printed because their values are not kept. */
export function printSession(w: Writer, op: SessionOperation | DataOperation): Printed {
  switch (op.kind) {
    case 'setParameter':
      return printParameter(w, op);
    case 'transactionControl':
      return printTransaction(w, op);
    case 'lockTable':
      return printLock(w, op);
    case 'maintenance':
      return printMaintenance(w, op);
    case 'call':
      // DELIMITER and psql's \commands speak to the client program and end at their line.
      return op.name === 'delimiter' || op.text.startsWith('\\')
        ? unsupported('this is a command of the client program')
        : sql(op.text);
    case 'opaque':
      // It may be a fragment of a statement: printed alone it would say something else.
      return unsupported(`it was not understood when it was read (${op.reason})`);
    case 'changeData':
      if (op.change === 'truncate')
        return sql(
          join(
            w.k('TRUNCATE TABLE'),
            op.tables.map((table) => w.table(table)).join(', '),
            op.cascade && w.k('CASCADE'),
          ),
        );
      return op.text === undefined
        ? unsupported('rows are changed here, and their text is not kept')
        : sql(op.text.trim());
  }
}

function printParameter(w: Writer, op: SetParameter): Printed {
  const pragma = /^pragma (.+)$/.exec(op.name)?.[1];
  if (w.dialect === 'sqlite')
    return pragma === undefined
      ? unsupported('SQLite has no SET')
      : sql(`${w.k('PRAGMA')} ${pragma}${op.value === '' ? '' : ` = ${op.value}`}`);
  if (pragma !== undefined) return unsupported('PRAGMA is SQLite’s');
  if (isMysql(w)) {
    if (op.name === 'use') return sql(`${w.k('USE')} ${w.name(op.value)}`);
    return sql(join(w.k('SET'), op.scope === 'global' && w.k('GLOBAL'), op.name, '=', op.value));
  }
  // A time with its unit is no number and no word: PostgreSQL takes it as a string ("Setting Parameters", 19.1.1).
  const value = /^\d+\s*[a-z]+$/i.test(op.value) ? w.text(op.value) : op.value;
  return sql(join(w.k('SET'), op.scope === 'local' && w.k('LOCAL'), op.name, '=', value));
}

function printTransaction(w: Writer, op: OperationOf<'transactionControl'>): Printed {
  if (op.action === 'savepoint' || op.action === 'release') return unsupported('the name of the savepoint is not kept');
  return sql(w.k(op.action.toUpperCase()));
}

function printLock(w: Writer, op: OperationOf<'lockTable'>): Printed {
  if (w.dialect === 'sqlite') return unsupported('SQLite locks the whole database');
  const tables = op.tables.map((table) => w.table(table));
  if (isMysql(w))
    return sql(`${w.k('LOCK TABLES')} ${tables.map((table) => `${table} ${w.k(op.mode.toUpperCase())}`).join(', ')}`);
  return sql(join(w.k('LOCK TABLE'), tables.join(', '), op.mode !== '' && w.k(`IN ${op.mode.toUpperCase()} MODE`)));
}

const MAINTENANCE: Readonly<Record<OperationOf<'maintenance'>['action'], string | undefined>> = {
  vacuum: 'VACUUM',
  'vacuum full': 'VACUUM FULL',
  cluster: 'CLUSTER',
  analyze: 'ANALYZE',
  optimize: 'OPTIMIZE TABLE',
  checkpoint: 'CHECKPOINT',
  repack: undefined,
};

function printMaintenance(w: Writer, op: OperationOf<'maintenance'>): Printed {
  const words = MAINTENANCE[op.action];
  if (words === undefined) return unsupported(`${DIALECT_NAMES[w.dialect]} has no such statement`);
  const verb = isMysql(w) && op.action === 'analyze' ? 'ANALYZE TABLE' : words;
  return sql(join(w.k(verb), op.tables.map((table) => w.table(table)).join(', ')));
}
