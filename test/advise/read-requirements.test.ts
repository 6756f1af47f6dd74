import { expect, it } from 'vitest';
import { catalogue, readRequirements, wishesIn } from '../../src/advise';

const read = (...pairs: readonly (readonly [string, string])[]) =>
  readRequirements(
    catalogue,
    pairs.map(([what, value]) => ({ what, value })),
  );

it('requirements are read from pairs of topic and value', () => {
  expect(
    read(
      ['shape', 'Relational'],
      ['shape', 'full text'],
      ['writes per second', '20k'],
      ['terabytes', '500 GB'],
      ['team knows', 'Postgres'],
      ['cloud', 'AWS'],
      ['compliance', 'HIPAA'],
    ),
  ).toEqual({
    kind: 'read',
    wanted: {
      shapes: ['relational', 'full text'],
      writesPerSecond: 20_000,
      terabytes: 0.5,
      team: ['postgresql'],
      existing: [],
      cloud: 'aws',
      compliance: ['HIPAA'],
    },
  });
});

it('what makes no sense is said, with what would', () => {
  expect(read(['shape', 'round'])).toMatchObject({ because: expect.stringContaining('relational, documents') });
  expect(read(['terabytes', 'many'])).toMatchObject({ because: expect.stringContaining('a number') });
  expect(read(['team knows', 'dBase'])).toMatchObject({ because: '"dBase" is not in the catalogue.' });
  expect(read(['colour', 'red'])).toMatchObject({ because: expect.stringContaining('no requirement') });
});

it('a line in a person’s words gives requirements and technologies', () => {
  expect(
    wishesIn(catalogue, 'relational, full text, 2 TB, 500 writes/s, aws, HIPAA, we run mysql, small budget'),
  ).toEqual({
    requirements: [
      { what: 'shape', value: 'relational' },
      { what: 'shape', value: 'full text' },
      { what: 'terabytes', value: '2 tb' },
      { what: 'writes per second', value: '500' },
      { what: 'cloud', value: 'aws' },
      { what: 'compliance', value: 'HIPAA' },
      { what: 'runs already', value: 'mysql' },
      { what: 'budget', value: 'small' },
    ],
    technologies: [],
  });
  expect(wishesIn(catalogue, 'MongoDB or Postgres for documents').technologies).toEqual(['MongoDB', 'PostgreSQL']);
  expect(wishesIn(catalogue, 'dBase').technologies).toEqual(['dBase']);
});
