import { describe, expect, it } from 'vitest';
import { catalogue, compare, comparisonText, findTechnology, NOTHING_KNOWN, type Requirements } from '../../src/advise';

const asked = (wanted: Partial<Requirements>) => compare(catalogue, { ...NOTHING_KNOWN, ...wanted });
const best = (wanted: Partial<Requirements>) => asked(wanted).recommended?.technology.id;
const outOf = (wanted: Partial<Requirements>, id: string) =>
  asked(wanted)
    .disqualified.find(({ technology }) => technology.id === id)
    ?.because.join(' ');

describe('the comparison', () => {
  it('recommends PostgreSQL for a product of related data that one machine holds', () => {
    expect(
      best({
        shapes: ['relational', 'full text'],
        transactions: 'across records',
        terabytes: 0.5,
        writesPerSecond: 500,
        budget: 'small',
      }),
    ).toBe('postgresql');
  });

  it('stays with what the team runs where that does the work', () => {
    expect(best({ shapes: ['relational'], existing: ['mysql'], transactions: 'across records' })).toBe('mysql');
    expect(best({ shapes: ['relational'], existing: ['sql-server'], cloud: 'azure' })).toBe('sql-server');
    expect(best({ shapes: ['full text'], existing: ['postgresql'], terabytes: 0.01 })).toBe('postgresql');
  });

  it('takes MongoDB for documents where the team knows it, and PostgreSQL where related data is asked too', () => {
    expect(best({ shapes: ['documents'], team: ['mongodb'], writesPerSecond: 50_000 })).toBe('mongodb');
    expect(best({ shapes: ['relational', 'documents'], terabytes: 0.2 })).toBe('postgresql');
  });

  it('leaves one machine only when the numbers or the regions demand it', () => {
    expect(best({ shapes: ['analytics'], terabytes: 200, writesPerSecond: 500_000 })).toBe('clickhouse');
    const regions = { shapes: ['relational'], transactions: 'across records', regions: 'several that write' } as const;
    expect(['cockroachdb', 'spanner', 'yugabytedb']).toContain(best(regions));
    expect(outOf(regions, 'postgresql')).toContain('one writer');
    expect(
      best({ shapes: ['key-value'], cloud: 'aws', hosting: 'managed', writesPerSecond: 300_000, terabytes: 50 }),
    ).toBe('dynamodb');
  });

  it('takes the engine that is made for it where a general one can hardly do it', () => {
    expect(best({ shapes: ['cache'] })).toBe('redis');
    expect(best({ shapes: ['coordination'], consistency: 'strong', transactions: 'across records' })).toBe('etcd');
    expect(best({ shapes: ['graph'], hosting: 'managed' })).toBe('neo4j');
  });

  it('rules out what is over or closing, and says since when', () => {
    expect(outOf({ shapes: ['documents'] }, 'faunadb')).toContain('30 May 2025');
    expect(outOf({ shapes: ['time series'] }, 'timestream')).toContain('20 June 2025');
    expect(asked({ shapes: ['documents'], existing: ['faunadb'] }).recommended?.technology.id).not.toBe('faunadb');
  });

  it('says why each alternative was not taken, and the weight of each reason', () => {
    const { recommended, rejected } = asked({ shapes: ['relational'], terabytes: 1 });
    expect(recommended?.reasons.every(({ weight, because }) => weight > 0 && because !== '')).toBe(true);
    expect(rejected.length).toBe(3);
    expect(rejected.every(({ because }) => because !== '')).toBe(true);
  });

  it('asks only what would change the answer, and says what it assumed', () => {
    const open = asked({ shapes: ['relational'] }).unknown;
    expect(open.map(({ what }) => what)).toContain('Who writes, and where?');
    for (const { choices, assumed } of open) {
      expect(new Set(choices.map(({ leadsTo }) => leadsTo)).size).toBeGreaterThan(1);
      expect(choices.map(({ answer }) => answer)).toContain(assumed);
    }
    const all = {
      transactions: 'across records',
      consistency: 'strong',
      terabytes: 1,
      writesPerSecond: 100,
      regions: 'one',
      licence: 'any',
    } as const;
    expect(asked({ shapes: ['relational'], ...all }).unknown).toEqual([]);
  });

  it('names a second engine only for what the first cannot do at all', () => {
    expect(asked({ shapes: ['relational', 'full text'] }).companions).toEqual([]);
    expect(
      asked({ shapes: ['relational', 'full text'], existing: ['tidb'], terabytes: 60 }).companions.map(
        ({ shape }) => shape,
      ),
    ).toEqual(['full text']);
  });

  it('says where the engine is run as a service', () => {
    expect(asked({ shapes: ['relational'], cloud: 'aws' }).places.map(({ id }) => id)).toEqual(['rds']);
    expect(asked({ shapes: ['relational'], cloud: 'gcp' }).places.map(({ id }) => id)).toEqual(['cloud-sql']);
    expect(asked({ shapes: ['relational'], hosting: 'own machines' }).places).toEqual([]);
  });

  it('recommends nothing while it is not known what the data is', () => {
    expect(asked({ terabytes: 1 }).recommended).toBeUndefined();
    expect(comparisonText(asked({}))).toContain('Say what the data is');
  });

  it('notes what a regime asks of the choice', () => {
    expect(
      comparisonText(asked({ shapes: ['relational'], compliance: ['HIPAA', 'GDPR', 'PCI DSS', 'SOC 2'] })),
    ).toMatch(/164\.308[\s\S]*Article 28[\s\S]*12\.8[\s\S]*CC9\.2/);
  });
});

it('a technology is found by any name that people write', () => {
  expect(findTechnology(catalogue, 'Postgres')?.id).toBe('postgresql');
  expect(findTechnology(catalogue, 'Cosmos DB')?.id).toBe('cosmos-db');
  expect(findTechnology(catalogue, 'MS SQL')?.id).toBe('sql-server');
  expect(findTechnology(catalogue, 'nothing of that name')).toBeUndefined();
});
