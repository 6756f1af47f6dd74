export type { PlanFacts } from './context';
export {
  type DiffLine,
  type DiffNote,
  type DiffOptions,
  diff,
  lineOf,
  type Rename,
  type RenamedKind,
  type RenameQuestion,
  type SchemaDiff,
} from './diff';
export { headed, headerOf } from './header';
export { factsOf, type PendingContract, pendingContracts } from './pending';
export { plan } from './plan';
export { describePlan, nextStage } from './stage';
export type { Phase, Plan, PlanStep, StepDown, StepTimeouts } from './step';
export { withText } from './words';
