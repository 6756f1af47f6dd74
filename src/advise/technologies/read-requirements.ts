/** Requirements as a model or a person states them: pairs of a topic and a value. */
import { findTechnology, NOTHING_KNOWN, type Requirements } from './requirements';
import { SHAPES, type Technology } from './technology';

/** The topics, and what may be said of each. */
export const WISHES = {
  shape: SHAPES.join(', '),
  transactions: 'across records, within a record, none',
  consistency: 'strong, eventual',
  terabytes: 'a number',
  'writes per second': 'a number, at the peak',
  'read latency ms': 'a number',
  regions: 'one, several that read, several that write',
  hosting: 'managed, own machines',
  cloud: 'aws, azure, gcp',
  licence: 'open source, any',
  budget: 'small, medium, large',
  compliance: 'GDPR, HIPAA, PCI DSS or SOC 2',
  'team knows': 'a technology',
  'runs already': 'a technology',
} as const;

export type Wish = keyof typeof WISHES;

export interface Stated {
  readonly what: string;
  readonly value: string;
}

export type ReadRequirements =
  | { readonly kind: 'read'; readonly wanted: Requirements }
  | { readonly kind: 'wrong'; readonly because: string };

/** Reads what is stated; the first that makes no sense is said. */
export function readRequirements(catalogue: readonly Technology[], stated: readonly Stated[]): ReadRequirements {
  let wanted = NOTHING_KNOWN;
  for (const { what, value } of stated) {
    const next = withOne(catalogue, wanted, what, value.trim());
    if (typeof next === 'string') return { kind: 'wrong', because: next };
    wanted = next;
  }
  return { kind: 'read', wanted };
}

function withOne(
  catalogue: readonly Technology[],
  wanted: Requirements,
  what: string,
  value: string,
): Requirements | string {
  const choice = <T extends string>(choices: readonly T[]): T | undefined =>
    choices.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
  const said = (change: Partial<Requirements> | undefined): Requirements | string =>
    change === undefined ? `"${value}" is no value of ${what}: ${WISHES[what as Wish]}.` : { ...wanted, ...change };
  const chosen = <K extends string, T extends string>(key: K, choices: readonly T[]) => {
    const found = choice(choices);
    return said(found === undefined ? undefined : ({ [key]: found } as Partial<Requirements>));
  };
  const counted = (key: 'terabytes' | 'writesPerSecond' | 'latencyMilliseconds') => {
    const number = numberIn(value);
    return said(number === undefined ? undefined : { [key]: number });
  };
  switch (what) {
    case 'shape': {
      const shape = choice(SHAPES);
      return said(shape === undefined ? undefined : { shapes: [...new Set([...wanted.shapes, shape])] });
    }
    case 'transactions':
      return chosen('transactions', ['across records', 'within a record', 'none']);
    case 'consistency':
      return chosen('consistency', ['strong', 'eventual']);
    case 'terabytes':
      return counted('terabytes');
    case 'writes per second':
      return counted('writesPerSecond');
    case 'read latency ms':
      return counted('latencyMilliseconds');
    case 'regions':
      return chosen('regions', ['one', 'several that read', 'several that write']);
    case 'hosting':
      return chosen('hosting', ['managed', 'own machines']);
    case 'cloud':
      return chosen('cloud', ['aws', 'azure', 'gcp']);
    case 'licence':
      return chosen('licence', ['open source', 'any']);
    case 'budget':
      return chosen('budget', ['small', 'medium', 'large']);
    case 'compliance':
      return said({ compliance: [...wanted.compliance, value] });
    default:
      return withTechnology(catalogue, wanted, what, value);
  }
}

function withTechnology(catalogue: readonly Technology[], wanted: Requirements, what: string, value: string) {
  if (what !== 'team knows' && what !== 'runs already')
    return `"${what}" is no requirement. Known: ${Object.keys(WISHES).join(', ')}.`;
  const found = findTechnology(catalogue, value);
  if (found === undefined) return `"${value}" is not in the catalogue.`;
  return what === 'team knows'
    ? { ...wanted, team: [...wanted.team, found.id] }
    : { ...wanted, existing: [...wanted.existing, found.id] };
}

/** `2`, `1,000`, `20k`, `0.5`, `500 GB` (as terabytes). */
function numberIn(text: string): number | undefined {
  const found = /^([\d.,_]+)\s*(k|m|gb|tb|pb|ms)?\b/i.exec(text.trim());
  const number = Number(found?.[1]?.replace(/[,_]/g, '') ?? Number.NaN);
  if (!Number.isFinite(number)) return undefined;
  const factor = { k: 1_000, m: 1_000_000, gb: 0.001, pb: 1_000 }[(found?.[2] ?? '').toLowerCase()] ?? 1;
  return number * factor;
}
