/** What the catalogue says of a technology. Facts carry where they were read; judgements (`choose`, `avoid`, `traits`) are ours. */

/** Where a fact stands. */
export interface Source {
  readonly title: string;
  readonly url: string;
  /** The day on which this page was read for the catalogue; absent where the fact is written from knowledge of it. */
  readonly read?: string;
}

export interface Fact {
  readonly text: string;
  readonly source: Source;
}

export const TOPICS = [
  'dataModel',
  'consistency',
  'transactions',
  'scaling',
  'limits',
  'indexes',
  'operations',
  'cost',
  'managed',
  'licence',
  'waysIn',
  'waysOut',
] as const;

export type Topic = (typeof TOPICS)[number];

export const TOPIC_NAMES: Readonly<Record<Topic, string>> = {
  dataModel: 'Data model',
  consistency: 'Consistency (CAP, PACELC)',
  transactions: 'Transactions and isolation',
  scaling: 'Scaling and replication',
  limits: 'Limits',
  indexes: 'Indexes',
  operations: 'Operations',
  cost: 'Cost drivers',
  managed: 'Managed offerings',
  licence: 'Licence',
  waysIn: 'Ways in',
  waysOut: 'Ways out',
};

export type Category =
  | 'relational'
  | 'distributed SQL'
  | 'document'
  | 'key-value'
  | 'wide column'
  | 'time series'
  | 'analytics'
  | 'graph'
  | 'search'
  | 'multi-model';

/** What data looks like and what is done with it, the same words in the catalogue and in requirements. */
export const SHAPES = [
  'relational',
  'documents',
  'key-value',
  'wide rows',
  'time series',
  'analytics',
  'graph',
  'full text',
  'vectors',
  'geospatial',
  'cache',
  'coordination',
] as const;

export type Shape = (typeof SHAPES)[number];

export type Cloud = 'aws' | 'azure' | 'gcp';

export type Status =
  | { readonly kind: 'current' }
  /** Still run for those who have it; not for anything new. */
  | { readonly kind: 'closing'; readonly since: string; readonly because: string; readonly instead: readonly string[] }
  | { readonly kind: 'ended'; readonly since: string; readonly because: string; readonly instead: readonly string[] };

/** What the comparison reckons with. Orders of magnitude from our experience of ordinary deployments, not promises of a maker. */
export interface Traits {
  /** 3: made for it, 2: good at it, 1: can do it. Absent: cannot. */
  readonly fit: Readonly<Partial<Record<Shape, 1 | 2 | 3>>>;
  readonly transactions: 'across records' | 'within a record' | 'none';
  /** The strongest that a reader can get in ordinary use. */
  readonly consistency: 'strong' | 'tunable' | 'eventual';
  /** CAP: what gives when the network parts. PACELC: what it prefers while it does not. */
  readonly partitioned: 'consistent' | 'available' | 'choice';
  readonly otherwise: 'consistent' | 'fast' | 'choice';
  /** Acknowledged writes survive a crash of the machine. */
  readonly durability: 'durable' | 'optional' | 'none';
  /** How writes grow beyond one machine. */
  readonly writes: 'one node' | 'sharded by hand' | 'sharded';
  /** Who may write in several regions at once. */
  readonly regions: 'one writer' | 'many writers';
  readonly comfortableTerabytes: number;
  readonly comfortableWritesPerSecond: number;
  /** Typical point read inside one region, milliseconds. */
  readonly readMilliseconds: number;
  readonly clouds: readonly Cloud[];
  readonly ownMachines: 'yes' | 'no';
  readonly licence: 'open source' | 'source available' | 'proprietary';
  /** 1: any team runs it; 5: wants a team of its own. On own machines, and as a service. */
  readonly effort: { readonly own: number; readonly managed: number };
  /** The smallest bill for production: 1 small, 3 large. */
  readonly floor: 1 | 2 | 3;
  /** 3: nearly every developer has used it. */
  readonly familiar: 1 | 2 | 3;
}

export interface Technology {
  readonly id: string;
  readonly name: string;
  /** Other names that people write. */
  readonly also: readonly string[];
  readonly category: Category;
  readonly status: Status;
  readonly summary: string;
  /** A service that runs these: a place to run them and no rival of them. */
  readonly hosts?: readonly string[];
  readonly facts: Readonly<Record<Topic, readonly Fact[]>>;
  readonly choose: readonly string[];
  readonly avoid: readonly string[];
  readonly traits: Traits;
}

/** Facts as `[what, source]`, the source by its name in `sources`. */
type Cited<S> = readonly (readonly [text: string, source: keyof S & string])[];

type Definition<S> = Omit<Technology, 'facts'> & {
  readonly sources: S;
  readonly facts: Readonly<Record<Topic, Cited<S>>>;
};

/** Declares a technology; a fact that names a source which is not there does not compile. */
export function defineTechnology<const S extends Readonly<Record<string, Source>>>(
  definition: Definition<S>,
): Technology {
  const { sources, facts, ...rest } = definition;
  const resolve = (cited: Cited<S>): readonly Fact[] =>
    cited.flatMap(([text, name]) => {
      const source = sources[name];
      return source === undefined ? [] : [{ text, source }];
    });
  const resolved = Object.fromEntries(TOPICS.map((topic) => [topic, resolve(facts[topic])]));
  return { ...rest, facts: resolved as Record<Topic, readonly Fact[]> };
}
