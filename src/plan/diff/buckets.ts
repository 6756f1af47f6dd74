import type { Operation } from '../../model';

/** The stages of a change, in the order in which an engine takes them: what depends goes first, what is referred to comes first. */
export const STAGES = [
  'renames',
  'schemas',
  'drop policies and triggers',
  'drop views',
  'drop foreign keys',
  'drop indexes',
  'drop constraints',
  'drop tables',
  'types',
  'free columns',
  'drop sequences',
  'sequences',
  'routines',
  'tables',
  'columns',
  'sequence owners',
  'partitions',
  'constraints',
  'indexes',
  'foreign keys',
  'drop types',
  'views',
  'policies and triggers',
  'comments',
] as const;

export type Stage = (typeof STAGES)[number];

/** Operations by stage. */
export interface Buckets {
  add(stage: Stage, ...operations: readonly Operation[]): void;
  all(): readonly Operation[];
}

export function newBuckets(): Buckets {
  const stages = new Map<Stage, Operation[]>(STAGES.map((stage) => [stage, []]));
  return {
    add: (stage, ...operations) => void stages.get(stage)?.push(...operations),
    all: () => STAGES.flatMap((stage) => stages.get(stage) ?? []),
  };
}
