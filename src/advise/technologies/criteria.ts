import type { Requirements } from './requirements';
import type { Technology } from './technology';

/** One reason for or against, from 0 (against) to 1 (for), and how much it counts. */
export interface Reason {
  readonly criterion: string;
  readonly weight: number;
  readonly score: number;
  readonly because: string;
}

export type Judgement =
  | { readonly kind: 'reason'; readonly reason: Reason }
  | { readonly kind: 'out'; readonly because: string };

type Criterion = (technology: Technology, wanted: Requirements) => Judgement | undefined;

const reason = (criterion: string, weight: number, score: number, because: string): Judgement => ({
  kind: 'reason',
  reason: { criterion, weight, score, because },
});
const out = (because: string): Judgement => ({ kind: 'out', because });

const FIT_WORDS = { 3: 'is made for', 2: 'is good at', 1: 'can do, and no more,' } as const;

const status: Criterion = ({ status: { kind, ...rest } }) =>
  kind === 'current' ? undefined : out('because' in rest ? String(rest.because) : 'It is not to be had any more.');

const mainFit: Criterion = ({ name, traits: { fit } }, { shapes: [main] }) => {
  if (main === undefined) return undefined;
  const level = fit[main];
  if (level === undefined) return out(`${name} is not for ${main}.`);
  return reason(`fit for ${main}`, 30, level / 3, `${name} ${FIT_WORDS[level]} ${main}`);
};

const otherFit: Criterion = ({ name, traits: { fit } }, { shapes }) => {
  const others = shapes.slice(1);
  if (others.length === 0) return undefined;
  const score = others.reduce((sum, shape) => sum + (fit[shape] ?? 0), 0) / (3 * others.length);
  const words = others.map((shape) => {
    const level = fit[shape];
    return level === undefined ? `would need a second engine for ${shape}` : `${FIT_WORDS[level]} ${shape}`;
  });
  return reason('the rest of the work', 20, score, `${name} ${words.join(', ')}`);
};

const TRANSACTION_RANK = { none: 0, 'within a record': 1, 'across records': 2 } as const;

const transactions: Criterion = ({ name, traits }, { transactions: wanted }) => {
  if (wanted === undefined || wanted === 'none') return undefined;
  if (TRANSACTION_RANK[traits.transactions] < TRANSACTION_RANK[wanted])
    return out(
      `Transactions ${wanted} are needed; ${name} has ${traits.transactions === 'none' ? 'none' : `them ${traits.transactions} only`}.`,
    );
  return reason('transactions', 12, 1, `${name} has transactions ${traits.transactions}`);
};

const consistency: Criterion = ({ name, traits }, { consistency: wanted }) => {
  if (wanted === undefined) return undefined;
  if (wanted === 'eventual') {
    const relaxed = traits.otherwise !== 'consistent' || traits.partitioned !== 'consistent';
    return reason(
      'consistency',
      4,
      relaxed ? 1 : 0.7,
      relaxed ? `${name} may answer fast from a copy` : `${name} is stricter than is asked`,
    );
  }
  if (traits.consistency === 'eventual') return out(`Reads must see the last write; ${name} is eventually consistent.`);
  return traits.consistency === 'strong'
    ? reason('consistency', 12, 1, `reads of ${name} see the last write`)
    : reason(
        'consistency',
        12,
        0.6,
        `${name} gives strong reads where they are asked for, and must be asked right each time`,
      );
};

/** Up to what is comfortable is fine; a little more costs care; far more is out. */
function scaled(criterion: string, name: string, need: number, comfortable: number, unit: string): Judgement {
  if (need > comfortable * 4)
    return out(`${need} ${unit} is far over what ${name} is comfortable with (about ${comfortable}).`);
  if (need > comfortable)
    return reason(
      criterion,
      15,
      0.25,
      `${need} ${unit} is more than ${name} is comfortable with (about ${comfortable})`,
    );
  return reason(criterion, 15, 1, `${need} ${unit} is within what ${name} is comfortable with (about ${comfortable})`);
}

const size: Criterion = ({ name, traits }, { terabytes }) =>
  terabytes === undefined ? undefined : scaled('size', name, terabytes, traits.comfortableTerabytes, 'TB');

const writes: Criterion = ({ name, traits }, { writesPerSecond }) =>
  writesPerSecond === undefined
    ? undefined
    : scaled('writes', name, writesPerSecond, traits.comfortableWritesPerSecond, 'writes a second');

const latency: Criterion = ({ name, traits }, { latencyMilliseconds: wanted }) => {
  if (wanted === undefined) return undefined;
  const has = traits.readMilliseconds;
  if (has > wanted * 5) return out(`Answers within ${wanted} ms are asked; a read of ${name} takes about ${has} ms.`);
  return reason('latency', 6, has <= wanted ? 1 : 0.3, `a read of ${name} takes about ${has} ms of the ${wanted} ms`);
};

const regions: Criterion = ({ name, traits }, { regions: wanted }) => {
  if (wanted !== 'several that write') return undefined;
  if (traits.regions === 'one writer') return out(`Several regions must write; ${name} has one writer.`);
  return reason('regions', 12, 1, `${name} takes writes in several regions`);
};

const hosting: Criterion = ({ name, traits }, { hosting: wanted, cloud }) => {
  if (wanted === 'own machines')
    return traits.ownMachines === 'no' ? out(`It must run on own machines; ${name} is a service only.`) : undefined;
  if (cloud === undefined) return undefined;
  if (traits.clouds.includes(cloud)) return reason('cloud', 8, 1, `${name} is to be had as a service on ${cloud}`);
  if (traits.ownMachines === 'no') return out(`${name} is not to be had on ${cloud}.`);
  return reason(
    'cloud',
    8,
    wanted === 'managed' ? 0 : 0.4,
    `nobody runs ${name} as a service on ${cloud} that we know of`,
  );
};

const licence: Criterion = ({ name, traits }, { licence: wanted }) =>
  wanted === 'open source' && traits.licence !== 'open source'
    ? out(`Open source is asked; ${name} is ${traits.licence}.`)
    : undefined;

const budget: Criterion = ({ name, traits: { floor } }, { budget: wanted }) => {
  if (wanted === undefined || wanted === 'large') return undefined;
  const score = wanted === 'small' ? [1, 0.4, 0][floor - 1] : [1, 0.9, 0.4][floor - 1];
  return reason(
    'budget',
    10,
    score ?? 0,
    floor === 1
      ? `${name} starts small`
      : `the smallest production bill of ${name} is ${floor === 2 ? 'middling' : 'large'}`,
  );
};

const durability: Criterion = ({ name, traits }, { shapes: [main] }) => {
  if (main === 'cache' || traits.durability === 'durable') return undefined;
  if (traits.durability === 'none') return out(`${name} keeps nothing: it is a cache.`);
  return reason('durability', 15, 0.2, `${name} may lose acknowledged writes unless it is set up not to`);
};

/** What the team has and knows is simplest; then PostgreSQL; then what is easy to run. */
const simplicity: Criterion = ({ id, name, traits }, { existing, team, hosting: where }) => {
  const effort = where === 'own machines' || traits.clouds.length === 0 ? traits.effort.own : traits.effort.managed;
  const ease = (5 - effort) / 4;
  if (existing.includes(id)) return reason('simplicity', 30, 1, `${name} is run already: nothing new to operate`);
  if (team.includes(id)) return reason('simplicity', 30, 0.6 + 0.35 * ease, `the team knows ${name}`);
  if (id === 'postgresql')
    return reason('simplicity', 30, 0.85, 'PostgreSQL is what most teams know and most hosts run');
  const known = { 3: 'many people know it', 2: 'some people know it', 1: 'few people know it' }[traits.familiar];
  return reason(
    'simplicity',
    30,
    0.3 * ease + 0.1 * traits.familiar - 0.1,
    `${name} would be new here; ${known}, and it takes ${effort <= 2 ? 'little' : effort === 3 ? 'some' : 'much'} work to run`,
  );
};

export const criteria: readonly Criterion[] = [
  status,
  mainFit,
  otherFit,
  transactions,
  consistency,
  size,
  writes,
  latency,
  regions,
  hosting,
  licence,
  budget,
  durability,
  simplicity,
];
