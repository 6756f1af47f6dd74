/** What a data layer will need, from its definitions and what is told of its load: markdown, with the numbers that went in. */
import type { DataLayer } from '../../model';
import { bytesText, countsText, type GrowthSeries, grow, growthChart, MONTHS } from './growth';
import { cacheBytes, diskOperations, planBackups, planPartitions, planPool } from './resources';
import { estimateTable, type TableEstimate } from './table-size';

export interface TableLoad {
  /** Key of the table in the layer's schema. */
  readonly key: string;
  readonly rows: number;
  readonly rowsPerMonth: number;
  /** 0: kept for ever. */
  readonly keptMonths: number;
}

/** What may be told of the load. */
export const LOAD_FACTS = {
  'requests per second': 'at the peak',
  'milliseconds per request': 'that a connection is held',
  instances: 'processes of the application',
  cores: 'of the database machine',
  'max connections': 'that the server allows',
  'reads per second': '',
  'writes per second': '',
  'hot percent': 'of the data that takes nearly all reads',
  'memory GB': 'of the database machine',
  'RPO minutes': 'that may be lost',
  'RTO minutes': 'until it runs again',
  'disk MB per second': 'that a backup or restore moves',
} as const;

export type LoadFact = keyof typeof LOAD_FACTS;
export type Load = Readonly<Partial<Record<LoadFact, number>>>;

/** The whole estimate as markdown. */
export function capacityText(layer: DataLayer, tables: readonly TableLoad[], load: Load): string {
  const sized = tables.map((table) => ({ table, estimated: estimateOf(layer, table) }));
  const known = sized.flatMap(({ table, estimated }) =>
    estimated.kind === 'estimate' ? [{ load: table, estimate: estimated.estimate }] : [],
  );
  const unknown = sized.flatMap(({ table, estimated }) =>
    estimated.kind === 'unknown' ? [`- ${table.key}: ${estimated.because}`] : [],
  );
  const series = known.map(seriesOf);
  return [
    ...sizesText(known.map(({ estimate }) => estimate)),
    ...unknown,
    ...growthText(series),
    ...partitionsText(known, load),
    ...resourcesText(
      known.map(({ estimate }) => estimate),
      series,
      load,
    ),
  ].join('\n');
}

interface Known {
  readonly load: TableLoad;
  readonly estimate: TableEstimate;
}

function estimateOf(layer: DataLayer, { key, rows }: TableLoad) {
  const table = layer.schema.tables.get(key);
  if (table === undefined) return { kind: 'unknown', because: 'there is no such table' } as const;
  return estimateTable(table, layer.dialect, { rows });
}

function seriesOf({ load: { rows, rowsPerMonth, keptMonths }, estimate }: Known): GrowthSeries {
  const bytesPerRow = rows > 0 ? estimate.totalBytes / rows : estimate.rowBytes;
  return grow(
    { table: estimate.table, rowsNow: rows, rowsPerMonth, bytesPerRow, ...(keptMonths > 0 ? { keptMonths } : {}) },
    MONTHS,
  );
}

function sizesText(estimates: readonly TableEstimate[]): readonly string[] {
  if (estimates.length === 0) return [];
  const assumed = estimates.flatMap(({ table, assumed: list }) => list.map((text) => `- ${table}: ${text}`));
  return [
    '| table | rows | bytes a row | table | outside | indexes | total | if values are short … long |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |',
    ...estimates.map((estimate) => {
      const { table, rows, rowBytes, tableBytes, outsideBytes, indexes, totalBytes, leastBytes, mostBytes } = estimate;
      const index = indexes.reduce((sum, { bytes }) => sum + bytes, 0);
      const range = leastBytes === mostBytes ? 'all known' : `${bytesText(leastBytes)} … ${bytesText(mostBytes)}`;
      return `| ${table} | ${countsText(rows)} | ${rowBytes} | ${bytesText(tableBytes)} | ${bytesText(outsideBytes)} | ${bytesText(index)} | ${bytesText(totalBytes)} | ${range} |`;
    }),
    '',
    'Reckoned from the page layout, without bloat: dead rows add 10 to 30 % where much is updated.',
    ...(assumed.length === 0 ? [] : ['', 'Assumed:', ...assumed]),
  ];
}

function growthText(series: readonly GrowthSeries[]): readonly string[] {
  const growing = series.filter(({ points }) => (points.at(-1)?.bytes ?? 0) !== (points[0]?.bytes ?? 0));
  if (growing.length === 0) return [];
  return [
    '',
    `| table | ${MONTHS.map((month) => (month === 0 ? 'now' : `${month} months`)).join(' | ')} |`,
    `| --- | ${MONTHS.map(() => '---:').join(' | ')} |`,
    ...growing.map(
      ({ table, points }) =>
        `| ${table} | ${points.map(({ rows, bytes }) => `${bytesText(bytes)} (${countsText(rows)})`).join(' | ')} |`,
    ),
    '',
    '```mermaid',
    growthChart(growing),
    '```',
  ];
}

function partitionsText(known: readonly Known[], load: Load): readonly string[] {
  const memory = (load['memory GB'] ?? 32) * 1e9;
  const lines = known.flatMap(({ load: { rows, rowsPerMonth, keptMonths }, estimate }) => {
    const perRow = rows > 0 ? estimate.totalBytes / rows : estimate.rowBytes;
    const plan = planPartitions(perRow * rowsPerMonth, keptMonths > 0 ? keptMonths : 36, memory);
    return plan.interval === 'none'
      ? []
      : [
          `- **partition ${estimate.table}** by ${plan.interval}: ${plan.count} partitions of about ${bytesText(plan.bytesEach)}; ${plan.because}`,
        ];
  });
  return lines.length === 0 ? [] : ['', ...lines];
}

function resourcesText(
  estimates: readonly TableEstimate[],
  series: readonly GrowthSeries[],
  load: Load,
): readonly string[] {
  const now = estimates.reduce((sum, { totalBytes }) => sum + totalBytes, 0);
  const later = Math.max(
    now,
    series.reduce((sum, { points }) => sum + (points.at(-1)?.bytes ?? 0), 0),
  );
  const lines = [
    ...poolText(load),
    ...memoryText(later, load),
    ...diskText(estimates, load),
    ...backupText(later, load),
  ];
  return lines.length === 0 ? [] : ['', ...lines];
}

function poolText(load: Load): readonly string[] {
  const requestsPerSecond = load['requests per second'];
  if (requestsPerSecond === undefined) return [];
  const { busy, useful, perInstance, warnings } = planPool({
    requestsPerSecond,
    millisecondsHeld: load['milliseconds per request'] ?? 10,
    instances: load.instances ?? 2,
    cores: load.cores ?? 4,
    maxConnections: load['max connections'] ?? 97,
  });
  return [
    `- **pool**: ${perInstance.value} connections in each instance (${perInstance.because}); busy on average ${busy.value} (${busy.because}); useful to the server about ${useful.value} (${useful.because})`,
    ...warnings.map((warning) => `  - ${warning}`),
  ];
}

function memoryText(bytes: number, load: Load): readonly string[] {
  const hot = load['hot percent'];
  if (hot === undefined || bytes === 0) return [];
  const { value, because } = cacheBytes(bytes, hot / 100);
  return [`- **memory for caches**: ${bytesText(value)} in three years (${because})`];
}

function diskText(estimates: readonly TableEstimate[], load: Load): readonly string[] {
  const readsPerSecond = load['reads per second'] ?? 0;
  const writesPerSecond = load['writes per second'] ?? 0;
  if (readsPerSecond + writesPerSecond === 0) return [];
  const indexes = Math.round(
    estimates.reduce((sum, { indexes: all }) => sum + all.length, 0) / Math.max(1, estimates.length),
  );
  const { value, because } = diskOperations({
    readsPerSecond,
    pagesPerRead: 4,
    hitRatio: 0.95,
    writesPerSecond,
    indexes,
  });
  return [
    `- **disk**: ${countsText(value)} operations a second at the peak (${because}); 95 % of pages are taken to be found in memory`,
  ];
}

function backupText(bytes: number, load: Load): readonly string[] {
  const rpoMinutes = load['RPO minutes'];
  const rtoMinutes = load['RTO minutes'];
  if (rpoMinutes === undefined || rtoMinutes === undefined) return [];
  const rate = (load['disk MB per second'] ?? 100) * 1e6;
  const logBytesPerDay = (load['writes per second'] ?? 50) * 86_400 * 500;
  const plan = planBackups({
    bytes,
    logBytesPerDay,
    backupBytesPerSecond: rate,
    restoreBytesPerSecond: rate,
    replayBytesPerSecond: rate / 4,
    rpoMinutes,
    rtoMinutes,
  });
  return [
    `- **backups**: a full one every ${plan.everyHours.value} hours takes about ${plan.backupMinutes.value} minutes, a restore ${plan.restoreMinutes.value}; log archived every ${plan.logEveryMinutes.value} minutes. RPO ${rpoMinutes} and RTO ${rtoMinutes} minutes are **${plan.verdict}** at ${bytesText(bytes)}`,
    ...plan.says.map((text) => `  - ${text}`),
  ];
}
