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
export { headed, headerOf } from './header';
export { factsOf, type PendingContract, pendingContracts } from './pending';
export { plan } from './plan';
export { describePlan, nextStage } from './stage';
export type { Phase, Plan, PlanStep, StepDown, StepTimeouts } from './step';
export { withText } from './words';
