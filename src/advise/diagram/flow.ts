/** Architecture, replication and sharding as Mermaid flowcharts, from a few facts. */

export interface Architecture {
  readonly application: string;
  readonly engine: string;
  readonly instances: number;
  readonly replicas: number;
  readonly pooler?: string;
  readonly cache?: string;
  readonly search?: string;
}

const label = (text: string) => `"${text.replace(/["\n]/g, "'")}"`;

/** What stands where, and who asks whom. */
export function architecture({
  application,
  engine,
  instances,
  replicas,
  pooler,
  cache,
  search,
}: Architecture): string {
  const door = pooler === undefined ? 'primary' : 'pool';
  return [
    'flowchart LR',
    `  users([${label('users')}]) --> app[${label(`${application} × ${instances}`)}]`,
    ...(cache === undefined ? [] : [`  app -- ${label('read first')} --> cache[(${label(cache)})]`]),
    ...(pooler === undefined ? [] : [`  app --> pool[${label(pooler)}]`, '  pool --> primary']),
    ...(pooler === undefined ? ['  app --> primary'] : []),
    `  primary[(${label(`${engine}, primary`)})]`,
    ...Array.from({ length: replicas }, (_, at) => [
      `  primary -. ${label('replication')} .-> replica${at + 1}[(${label(`${engine}, replica ${at + 1}`)})]`,
      `  ${door === 'pool' ? 'pool' : 'app'} -- ${label('reads')} --> replica${at + 1}`,
    ]).flat(),
    ...(search === undefined
      ? []
      : [`  primary -. ${label('changes')} .-> search[(${label(search)})]`, `  app -- ${label('search')} --> search`]),
    `  primary -. ${label('backups and log')} .-> backups[(${label('object storage, another region')})]`,
  ].join('\n');
}

/** One primary, its standbys by zone, and what is promoted. */
export function replication(engine: string, replicas: number): string {
  return [
    'flowchart TB',
    `  subgraph a[${label('zone a')}]`,
    `    primary[(${label(`${engine}, primary`)})]`,
    '  end',
    ...Array.from({ length: replicas }, (_, at) => [
      `  subgraph ${String.fromCharCode(98 + (at % 24))}${at}[${label(`zone ${String.fromCharCode(98 + (at % 24))}`)}]`,
      `    standby${at + 1}[(${label(`${engine}, standby ${at + 1}`)})]`,
      '  end',
      `  primary ${at === 0 ? `== ${label('synchronous')} ==>` : `-. ${label('asynchronous')} .->`} standby${at + 1}`,
    ]).flat(),
    ...(replicas > 0 ? [`  standby1 -. ${label('promoted when the primary fails')} .-> primary`] : []),
  ].join('\n');
}

/** Rows spread over shards by the hash of a key. */
export function sharding(engine: string, key: string, shards: number): string {
  const count = Math.max(1, Math.min(16, shards));
  return [
    'flowchart LR',
    `  app[${label('application')}] --> router{{${label(`hash(${key})`)}}}`,
    ...Array.from(
      { length: count },
      (_, at) => `  router --> shard${at}[(${label(`${engine}, shard ${at} of ${count}`)})]`,
    ),
    `  app -. ${label(`without ${key}: asks every shard`)} .-> router`,
  ].join('\n');
}
