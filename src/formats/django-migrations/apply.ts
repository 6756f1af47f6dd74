import { type Bound, resolve } from '../../code';
import type { FieldContext } from '../code/django/field-kind';
import { addFieldOperation, alterFieldOperation, removeFieldOperation, renameFieldOperation } from './field-operations';
import {
  addConstraintOperation,
  addIndexOperation,
  removeConstraintOperation,
  removeIndexOperation,
  renameIndexOperation,
  validateConstraintOperation,
} from './index-operations';
import {
  alterCommentOperation,
  alterOrderOperation,
  alterTogetherOperation,
  createModelOperation,
  deleteModelOperation,
} from './model-operations';
import { alterTableOperation, renameModelOperation } from './rename-operations';
import { extensionOperation, runPythonOperation, runSqlOperation, separateOperation } from './run-operations';
import { type Change, type History, NOTHING, nameOfCall, notUnderstood, type Step } from './step';

const OPERATIONS: Readonly<Record<string, (step: Step) => Change>> = {
  CreateModel: createModelOperation,
  DeleteModel: deleteModelOperation,
  RenameModel: renameModelOperation,
  AlterModelTable: alterTableOperation,
  AlterModelTableComment: alterCommentOperation,
  AlterUniqueTogether: (step) => alterTogetherOperation(step, 'unique'),
  AlterIndexTogether: (step) => alterTogetherOperation(step, 'index'),
  AlterOrderWithRespectTo: alterOrderOperation,
  AddField: addFieldOperation,
  RemoveField: removeFieldOperation,
  AlterField: alterFieldOperation,
  RenameField: renameFieldOperation,
  AddIndex: (step) => addIndexOperation(step),
  AddIndexConcurrently: (step) => addIndexOperation(step, { concurrently: true }),
  RemoveIndex: (step) => removeIndexOperation(step),
  RemoveIndexConcurrently: (step) => removeIndexOperation(step, { concurrently: true }),
  RenameIndex: renameIndexOperation,
  AddConstraint: (step) => addConstraintOperation(step),
  AddConstraintNotValid: (step) => addConstraintOperation(step, { notValid: true }),
  AlterConstraint: () => NOTHING,
  RemoveConstraint: removeConstraintOperation,
  ValidateConstraint: validateConstraintOperation,
  RunSQL: runSqlOperation,
  RunPython: runPythonOperation,
  SeparateDatabaseAndState: separateOperation,
  // What Django believes, and no more.
  AlterModelOptions: () => NOTHING,
  AlterModelManagers: () => NOTHING,
};

export interface ApplyContext {
  readonly app: string;
  readonly history: History;
  readonly fields: FieldContext;
}

/** What one operation of a migration does to the database; the models become what it makes of them. */
export function apply(operation: Bound, context: ApplyContext): Change {
  const { expr, scope } = resolve(operation);
  const name = nameOfCall(operation);
  if (expr.kind !== 'call' || name === undefined)
    return {
      ...NOTHING,
      up: notUnderstood(
        { call: { kind: 'call', callee: expr, args: [], start: expr.start, end: expr.end }, scope },
        'This operation is put together at run time.',
      ).up,
    };
  const step: Step = { ...context, call: expr, scope, apply: (inner) => apply(inner, context) };
  const own = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  const change = own?.(step) ?? extensionOperation(step, name) ?? byBase(step, name);
  return change ?? notUnderstood(step, `The operation ${name} is not one of Django's, and what it does is not known.`);
}

/** A project's own class of operation is what its base is. */
function byBase(step: Step, name: string): Change | undefined {
  for (const base of step.fields.ownClass(name, step.scope)?.bases ?? []) {
    const simple = base.split('.').at(-1) ?? base;
    const own = Object.hasOwn(OPERATIONS, simple) ? OPERATIONS[simple] : undefined;
    if (own) return own(step);
  }
  return undefined;
}
