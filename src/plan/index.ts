export type { PlanFacts } from './context';
export {
  type DiffNote,
  type DiffOptions,
  diff,
  type Rename,
  type RenamedKind,
  type RenameQuestion,
  type SchemaDiff,
} from './diff';
export { plan } from './plan';
export type { Phase, Plan, PlanStep, StepDown, StepTimeouts } from './step';
export { withText } from './words';
