/** Which technology for which requirements: a ranking whose every point can be read, and what would change it. */
import { criteria, type Reason } from './criteria';
import type { Requirements } from './requirements';
import type { Shape, Technology } from './technology';

export interface Ranked {
  readonly technology: Technology;
  /** From 0 to 100. */
  readonly score: number;
  /** The heaviest first. */
  readonly reasons: readonly Reason[];
}

export interface Disqualified {
  readonly technology: Technology;
  readonly because: readonly string[];
}

export interface Rejected {
  readonly technology: Technology;
  readonly because: string;
}

/** Something unknown that would change the answer. */
export interface OpenQuestion {
  readonly what: string;
  readonly choices: readonly { readonly answer: string; readonly leadsTo: string }[];
  /** The answer that the recommendation assumes. */
  readonly assumed: string;
}

export interface Comparison {
  readonly wanted: Requirements;
  readonly recommended?: Ranked;
  readonly ranking: readonly Ranked[];
  readonly disqualified: readonly Disqualified[];
  /** The next best, and what was the difference. */
  readonly rejected: readonly Rejected[];
  /** Services that run what is recommended. */
  readonly places: readonly Technology[];
  /** Work that the recommended one cannot do, and what would do it beside. */
  readonly companions: readonly { readonly shape: Shape; readonly technology: Technology }[];
  readonly unknown: readonly OpenQuestion[];
  readonly compliance: readonly string[];
}

/** Compares the whole catalogue. Without shapes nothing is recommended: what the data is must be known. */
export function compare(catalogue: readonly Technology[], wanted: Requirements): Comparison {
  const { ranking, disqualified } = rank(catalogue, wanted);
  const recommended = wanted.shapes.length === 0 ? undefined : ranking[0];
  return {
    wanted,
    ...(recommended === undefined ? {} : { recommended }),
    ranking: wanted.shapes.length === 0 ? [] : ranking,
    disqualified,
    rejected: recommended === undefined ? [] : ranking.slice(1, 4).map((other) => rejection(recommended, other)),
    places: recommended === undefined ? [] : placesOf(catalogue, recommended.technology, wanted),
    companions: recommended === undefined ? [] : companionsOf(catalogue, recommended.technology, wanted),
    unknown: recommended === undefined ? [] : openQuestions(catalogue, wanted, recommended.technology),
    compliance: wanted.compliance.map(complianceNote),
  };
}

function rank(catalogue: readonly Technology[], given: Requirements) {
  const wanted = withHosted(catalogue, given);
  const ranking: Ranked[] = [];
  const disqualified: Disqualified[] = [];
  for (const technology of catalogue) {
    if (technology.hosts !== undefined) continue;
    const judgements = criteria.flatMap((criterion) => criterion(technology, wanted) ?? []);
    const against = judgements.flatMap((judged) => (judged.kind === 'out' ? [judged.because] : []));
    const reasons = judgements.flatMap((judged) => (judged.kind === 'reason' ? [judged.reason] : []));
    if (against.length > 0) disqualified.push({ technology, because: against });
    else
      ranking.push({ technology, score: scoreOf(reasons), reasons: [...reasons].sort((a, b) => b.weight - a.weight) });
  }
  // Those that are for the work and fail a requirement are more worth reading than those that are for other work.
  const forOtherWork = ({ technology: { traits } }: Disqualified) => {
    const [main] = wanted.shapes;
    return main === undefined || traits.fit[main] !== undefined ? 0 : 1;
  };
  disqualified.sort((a, b) => forOtherWork(a) - forOtherWork(b));
  ranking.sort((a, b) => b.score - a.score || a.technology.id.localeCompare(b.technology.id));
  return { ranking, disqualified };
}

/** Who runs RDS runs one of its engines; which, the data layers say. With none named it is taken for PostgreSQL. */
function withHosted(catalogue: readonly Technology[], wanted: Requirements): Requirements {
  const hosts = catalogue.filter(({ id, hosts }) => hosts !== undefined && wanted.existing.includes(id));
  const named = hosts.some(({ hosts: engines }) => engines?.some((engine) => wanted.existing.includes(engine)));
  return hosts.length === 0 || named ? wanted : { ...wanted, existing: [...wanted.existing, 'postgresql'] };
}

function scoreOf(reasons: readonly Reason[]): number {
  const total = reasons.reduce((sum, { weight }) => sum + weight, 0);
  const got = reasons.reduce((sum, { weight, score }) => sum + weight * score, 0);
  return total === 0 ? 0 : Math.round((100 * got) / total);
}

/** The criterion in which the other lost most. */
function rejection(best: Ranked, other: Ranked): Rejected {
  const points = (ranked: Ranked, criterion: string) => {
    const found = ranked.reasons.find((candidate) => candidate.criterion === criterion);
    return found === undefined ? 0 : found.weight * found.score;
  };
  const lost = [...other.reasons].sort(
    (a, b) =>
      points(best, b.criterion) - points(other, b.criterion) - (points(best, a.criterion) - points(other, a.criterion)),
  )[0];
  const because =
    lost === undefined || points(best, lost.criterion) <= points(other, lost.criterion)
      ? `nearly as good (${other.score} to ${best.score})`
      : lost.because;
  return { technology: other.technology, because };
}

function placesOf(catalogue: readonly Technology[], { id }: Technology, { cloud, hosting }: Requirements) {
  if (hosting === 'own machines') return [];
  return catalogue.filter(
    ({ hosts, traits }) => hosts?.includes(id) === true && (cloud === undefined || traits.clouds.includes(cloud)),
  );
}

/** A second engine only for what the first cannot do at all. */
function companionsOf(catalogue: readonly Technology[], { id, traits }: Technology, wanted: Requirements) {
  return wanted.shapes
    .filter((shape) => traits.fit[shape] === undefined)
    .flatMap((shape) => {
      const others = catalogue.filter((technology) => technology.id !== id);
      const best = rank(others, { ...wanted, shapes: [shape], transactions: 'none', consistency: 'eventual' })
        .ranking[0];
      return best === undefined ? [] : [{ shape, technology: best.technology }];
    });
}

interface Asked {
  readonly what: string;
  readonly known: (wanted: Requirements) => boolean;
  readonly answers: readonly (readonly [answer: string, change: Partial<Requirements>])[];
}

const QUESTIONS: readonly Asked[] = [
  {
    what: 'Must changes of several records happen together or not at all?',
    known: ({ transactions }) => transactions !== undefined,
    answers: [
      ['yes, across records', { transactions: 'across records' }],
      ['within one record', { transactions: 'within a record' }],
      ['no', { transactions: 'none' }],
    ],
  },
  {
    what: 'How many writes a second at the peak?',
    known: ({ writesPerSecond }) => writesPerSecond !== undefined,
    answers: [
      ['up to 1,000', { writesPerSecond: 1_000 }],
      ['up to 20,000', { writesPerSecond: 20_000 }],
      ['up to 200,000', { writesPerSecond: 200_000 }],
    ],
  },
  {
    what: 'How much data in three years?',
    known: ({ terabytes }) => terabytes !== undefined,
    answers: [
      ['up to 1 TB', { terabytes: 1 }],
      ['up to 10 TB', { terabytes: 10 }],
      ['100 TB or more', { terabytes: 100 }],
    ],
  },
  {
    what: 'Who writes, and where?',
    known: ({ regions }) => regions !== undefined,
    answers: [
      ['one region', { regions: 'one' }],
      ['several regions at once', { regions: 'several that write' }],
    ],
  },
  {
    what: 'Must a read see the last write?',
    known: ({ consistency }) => consistency !== undefined,
    answers: [
      ['yes', { consistency: 'strong' }],
      ['a moment later will do', { consistency: 'eventual' }],
    ],
  },
  {
    what: 'Must the licence be open source?',
    known: ({ licence }) => licence !== undefined,
    answers: [
      ['no', { licence: 'any' }],
      ['yes', { licence: 'open source' }],
    ],
  },
];

/** What is unknown is asked only if an answer would lead to another recommendation. */
function openQuestions(
  catalogue: readonly Technology[],
  wanted: Requirements,
  now: Technology,
): readonly OpenQuestion[] {
  return QUESTIONS.flatMap(({ what, known, answers }): readonly OpenQuestion[] => {
    if (known(wanted)) return [];
    const choices = answers.map(([answer, change]) => ({
      answer,
      leadsTo: rank(catalogue, { ...wanted, ...change }).ranking[0]?.technology.name ?? 'nothing in the catalogue',
    }));
    const same = choices.find(({ leadsTo }) => leadsTo === now.name);
    return same === undefined || choices.every(({ leadsTo }) => leadsTo === now.name)
      ? []
      : [{ what, choices, assumed: same.answer }];
  });
}

/** What a regime asks of the choice itself; what it asks of the data, the classification says. */
function complianceNote(regime: string): string {
  const key = regime.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (key.startsWith('hipaa'))
    return 'HIPAA: whoever holds health data for you must sign a business associate agreement (45 CFR 164.308(b), 164.504(e)): choose a service that is covered by one, and its covered features only.';
  if (key.startsWith('gdpr'))
    return 'GDPR: a processor needs a contract (Article 28), and data may leave the European Economic Area under Chapter V only: choose region and provider accordingly; erasure (Article 17) must be possible in backups and copies too.';
  if (key.startsWith('pci'))
    return 'PCI DSS 4.0.1: a provider that stores card data must be compliant itself (requirement 12.8); keep the card number out of the database by tokens, so that fewer systems are in scope.';
  if (key.startsWith('soc'))
    return 'SOC 2: take a provider whose own report covers the service (CC9.2), and keep access reviews and audit logs (CC6, CC7).';
  return `${regime}: not known to this comparison.`;
}
