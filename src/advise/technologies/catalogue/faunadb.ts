import { defineTechnology } from '../technology';

export const technology = defineTechnology({
  id: 'faunadb',
  name: 'Fauna (FaunaDB)',
  also: ['fauna'],
  category: 'multi-model',
  status: {
    kind: 'ended',
    since: '2025-05-30',
    because: 'The service ended on 30 May 2025.',
    instead: ['postgresql', 'firestore', 'dynamodb', 'mongodb'],
  },
  summary: 'A serverless document database with strict transactions; the service is over.',
  sources: {
    end: {
      title: 'Fauna, The Future of Fauna (as quoted in ripienaar/free-for-dev#3689)',
      url: 'https://github.com/ripienaar/free-for-dev/pull/3689',
      read: '2026-11-27',
    },
    ended: {
      title: 'clerk/clerk-docs#2792, Removes Fauna guide',
      url: 'https://github.com/clerk/clerk-docs/pull/2792',
      read: '2026-11-27',
    },
    design: {
      title: 'Fauna, The Truly Serverless Database',
      url: 'https://fauna.com/blog/fauna-the-truly-serverless-database',
      read: '2026-11-27',
    },
  },
  facts: {
    dataModel: [['Documents in collections with relations, by FQL and GraphQL.', 'design']],
    consistency: [
      [
        'Strict serializability over regions by a protocol inspired by Calvin. CAP: consistent; PACELC: PC/EC.',
        'design',
      ],
    ],
    transactions: [['Serializable over documents.', 'design']],
    scaling: [['By the service.', 'design']],
    limits: [['It cannot be used: there is no service since 2025-05-30.', 'ended']],
    indexes: [['Declared, covering.', 'design']],
    operations: [['None possible.', 'ended']],
    cost: [['None: only the way out, if exports were kept.', 'end']],
    managed: [['None: no new sign-ups since March 2025, ended on 30 May 2025.', 'end']],
    licence: [['Proprietary; drivers are open source.', 'design']],
    waysIn: [['None.', 'ended']],
    waysOut: [
      [
        'From exports made before the end: collections become tables or jsonb, references foreign keys, FQL functions code.',
        'end',
      ],
    ],
  },
  choose: [],
  avoid: ['Everything'],
  traits: {
    fit: { documents: 1 },
    transactions: 'across records',
    consistency: 'strong',
    partitioned: 'consistent',
    otherwise: 'consistent',
    durability: 'none',
    writes: 'sharded',
    regions: 'many writers',
    comfortableTerabytes: 0,
    comfortableWritesPerSecond: 0,
    readMilliseconds: 20,
    clouds: [],
    ownMachines: 'no',
    licence: 'proprietary',
    effort: { own: 5, managed: 5 },
    floor: 3,
    familiar: 1,
  },
});
