import type { CommentOn, Operation } from '../../../model';
import { printColumn } from '../column';
import { alone, join, type Printed, sql, unsupported, type Writer } from '../writer';
import { printOwnTable, tolerating } from './tables';

/** What Oracle says in its own way; undefined leaves an operation to the common printers. */
export function printOracle(w: Writer, op: Operation): Printed | undefined {
  return printOwnTable(w, op) ?? printOwnObject(w, op) ?? printOwnSession(w, op);
}

function printOwnObject(w: Writer, op: Operation): Printed | undefined {
  switch (op.kind) {
    case 'createView':
      if (!op.materialized) return undefined;
      return sql(
        join(
          w.k('CREATE MATERIALIZED VIEW'),
          w.table(op.view),
          op.columns.length > 0 && w.names(op.columns),
          `${w.k('AS')}\n${op.query}`,
        ),
      );
    case 'createRoutine':
    case 'createTrigger':
      return op.definition === undefined ? undefined : alone(op.definition.trim());
    case 'createSchema':
      return unsupported('a schema of Oracle’s is a user, made by its administrator');
    case 'createComposite':
      if (op.form !== 'composite') return unsupported('the definition of this type is not kept');
      return alone(
        `${w.k('CREATE TYPE')} ${w.table(op.type)} ${w.k('AS OBJECT')} (\n${op.attributes.map((column) => w.indent + printColumn(w, column)).join(',\n')}\n)`,
      );
    case 'createSequence':
      return sql(`${w.k('CREATE SEQUENCE')} ${w.table(op.sequence)}`);
    case 'alterSequence':
      return op.text === '' ? undefined : sql(`${w.k('ALTER SEQUENCE')} ${w.table(op.sequence)} ${op.text}`);
    case 'refreshView':
      return alone(`BEGIN\n${w.indent}DBMS_MVIEW.REFRESH(${w.text(w.table(op.view))});\nEND`);
    case 'dropObject': {
      if (op.objectType === 'other' || op.objectType === 'publication')
        return unsupported('what is dropped here is not modelled');
      const drop = join(w.k(`DROP ${op.objectType.toUpperCase()}`), w.table(op.name));
      // ORA-04043: object does not exist; ORA-00942 for views, ORA-02289 for sequences.
      return op.ifExists ? tolerating(w, drop, ['-4043', '-942', '-2289']) : sql(drop);
    }
    case 'commentOn':
      return printComment(w, op);
    default:
      return undefined;
  }
}

function printComment(w: Writer, op: CommentOn): Printed {
  const value = w.text(op.comment ?? '');
  if (op.objectType === 'column' && op.table)
    return sql(`${w.k('COMMENT ON COLUMN')} ${w.table(op.table)}.${w.name(op.name)} ${w.k('IS')} ${value}`);
  // Views are commented on as tables.
  if (op.objectType === 'table' || op.objectType === 'view')
    return sql(`${w.k('COMMENT ON TABLE')} ${w.table(op.name)} ${w.k('IS')} ${value}`);
  if (op.objectType === 'materialized view')
    return sql(`${w.k('COMMENT ON MATERIALIZED VIEW')} ${w.table(op.name)} ${w.k('IS')} ${value}`);
  return unsupported('Oracle comments on tables, columns and views alone');
}

function printOwnSession(w: Writer, op: Operation): Printed | undefined {
  switch (op.kind) {
    case 'setParameter': {
      const value = /^(?:\w+|-?[\d.]+)$/.test(op.value) ? op.value : w.text(op.value);
      return sql(`${w.k('ALTER SESSION SET')} ${op.name} = ${value}`);
    }
    case 'transactionControl':
      if (op.action === 'begin') return unsupported('a transaction of Oracle’s begins by itself');
      return undefined;
    case 'maintenance': {
      const [table] = op.tables;
      if (op.action === 'analyze' && table)
        return sql(`${w.k('ANALYZE TABLE')} ${w.table(table)} ${w.k('COMPUTE STATISTICS')}`);
      return unsupported('Oracle has no such statement');
    }
    case 'call':
      return /^(?:begin|do)$/.test(op.name) ? alone(op.text) : undefined;
    default:
      return undefined;
  }
}
