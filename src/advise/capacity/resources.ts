/** Connections, memory, disks, partitions and backups, each by a formula that can be read. */

export interface Reckoned {
  readonly value: number;
  /** How it was reckoned, with its numbers. */
  readonly because: string;
}

export interface PoolFacts {
  readonly requestsPerSecond: number;
  /** How long a request holds a connection. */
  readonly millisecondsHeld: number;
  /** Processes of the application, each with a pool of its own. */
  readonly instances: number;
  readonly cores: number;
  /** What the server allows, superuser's connections taken off. */
  readonly maxConnections: number;
}

export interface PoolPlan {
  /** Connections busy on average (Little's law). */
  readonly busy: Reckoned;
  /** What the server works best with. */
  readonly useful: Reckoned;
  readonly perInstance: Reckoned;
  readonly warnings: readonly string[];
}

/** A pool for the load: as many as are busy with room for peaks, no more than the server does work with. */
export function planPool(facts: PoolFacts): PoolPlan {
  const { requestsPerSecond, millisecondsHeld, instances, cores, maxConnections } = facts;
  const busy = (requestsPerSecond * millisecondsHeld) / 1_000;
  // PostgreSQL wiki, "Number Of Database Connections": cores * 2 + spindles; a solid state disk counts as one.
  const useful = cores * 2 + 1;
  const wanted = Math.max(2, Math.ceil((busy * 2) / instances));
  const fair = Math.max(1, Math.floor((maxConnections * 0.8) / instances));
  const size = Math.min(wanted, fair);
  const warnings = [
    ...(busy > useful
      ? [
          `On average ${round(busy)} connections are busy, and ${cores} cores do work with about ${useful}: requests will queue. Shorten what holds them, or add cores or replicas.`,
        ]
      : []),
    ...(wanted > fair
      ? [
          `${instances} pools of ${wanted} are more than the server's ${maxConnections} connections leave: put a pooler (PgBouncer, ProxySQL) between.`,
        ]
      : []),
    ...(instances * 2 > maxConnections * 0.8
      ? ['So many instances cannot keep even two connections each: a pooler is needed.']
      : []),
  ];
  return {
    busy: {
      value: round(busy),
      because: `${requestsPerSecond} requests a second × ${millisecondsHeld} ms (Little’s law)`,
    },
    useful: { value: useful, because: `${cores} cores × 2 + 1 disk (PostgreSQL wiki, Number Of Database Connections)` },
    perInstance: {
      value: size,
      because: `twice the busy ones over ${instances} instances, at most 80 % of ${maxConnections} connections`,
    },
    warnings,
  };
}

const round = (value: number) => Number(value.toPrecision(2));

/** Memory for what is read often. `hotShare`: the part of the data that takes nearly all reads. */
export function cacheBytes(dataBytes: number, hotShare: number): Reckoned {
  const hot = dataBytes * hotShare;
  // PostgreSQL, 19.4: shared_buffers of a quarter of memory is a start; the rest is the system's cache.
  return {
    value: Math.ceil(hot * 1.25),
    because: `${Math.round(hotShare * 100)} % of the data is hot, and a quarter more for what passes through`,
  };
}

export interface IoFacts {
  readonly readsPerSecond: number;
  readonly pagesPerRead: number;
  /** Share of pages found in memory. */
  readonly hitRatio: number;
  readonly writesPerSecond: number;
  /** Indexes that a write touches. */
  readonly indexes: number;
}

/** Disk operations a second, peaks not included. */
export function diskOperations({
  readsPerSecond,
  pagesPerRead,
  hitRatio,
  writesPerSecond,
  indexes,
}: IoFacts): Reckoned {
  const reads = readsPerSecond * pagesPerRead * (1 - hitRatio);
  // A write puts the row's page and one of each index to disk at a checkpoint, and commits flush the log, several at once.
  const writes = writesPerSecond * (1 + indexes) * 0.5 + writesPerSecond * 0.5;
  return {
    value: Math.round(reads + writes),
    because: `${readsPerSecond} reads × ${pagesPerRead} pages × ${Math.round((1 - hitRatio) * 100)} % missed, and ${writesPerSecond} writes × (1 + ${indexes} indexes), half of them merged by checkpoints, with the log`,
  };
}

export interface PartitionPlan {
  readonly interval: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'none';
  readonly count: number;
  readonly bytesEach: number;
  readonly because: string;
}

const INTERVALS = [
  ['year', 12],
  ['quarter', 3],
  ['month', 1],
  ['week', 7 / 30.4],
  ['day', 1 / 30.4],
] as const;

/** Partitions by time: small enough to fit memory and to drop, few enough to plan with. */
export function planPartitions(bytesPerMonth: number, keptMonths: number, memoryBytes: number): PartitionPlan {
  const total = bytesPerMonth * keptMonths;
  if (total < 50e9)
    return {
      interval: 'none',
      count: 1,
      bytesEach: total,
      because: 'Under 50 GB in all, an index does; partitions would only cost planning.',
    };
  const target = Math.min(100e9, memoryBytes / 4);
  const fitting = INTERVALS.find(([, months]) => bytesPerMonth * months <= target) ?? INTERVALS[4];
  const [interval, months] = fitting;
  const count = Math.ceil(keptMonths / months);
  const many =
    count > 1_000 ? ' So many slow planning down: keep less, or use a longer interval and an index by time.' : '';
  return {
    interval,
    count,
    bytesEach: Math.round(bytesPerMonth * months),
    because: `the longest interval whose partition is at most a quarter of memory and 100 GB.${many}`,
  };
}

export interface BackupFacts {
  readonly bytes: number;
  /** Log written a day. */
  readonly logBytesPerDay: number;
  readonly backupBytesPerSecond: number;
  readonly restoreBytesPerSecond: number;
  /** How much of a day's log is replayed in an hour. */
  readonly replayBytesPerSecond: number;
  readonly rpoMinutes: number;
  readonly rtoMinutes: number;
}

export interface BackupPlan {
  readonly backupMinutes: Reckoned;
  readonly everyHours: Reckoned;
  readonly restoreMinutes: Reckoned;
  readonly logEveryMinutes: Reckoned;
  readonly verdict: 'met' | 'not met';
  readonly says: readonly string[];
}

/** How often to back up, so that what must be replayed fits the recovery time; and whether the objectives can be met at all. */
export function planBackups(facts: BackupFacts): BackupPlan {
  const {
    bytes,
    logBytesPerDay,
    backupBytesPerSecond,
    restoreBytesPerSecond,
    replayBytesPerSecond,
    rpoMinutes,
    rtoMinutes,
  } = facts;
  const backup = bytes / backupBytesPerSecond / 60;
  const restore = bytes / restoreBytesPerSecond / 60;
  const left = rtoMinutes - restore - 15; // a quarter of an hour to notice, decide and connect
  const replayable = Math.max(0, left) * 60 * replayBytesPerSecond;
  const hours = logBytesPerDay <= 0 ? 24 : Math.min(24, (replayable / logBytesPerDay) * 24);
  const met = left > 0 && hours >= Math.max(1, backup / 60);
  const says = [
    ...(met
      ? []
      : [
          `A restore of ${Math.round(restore)} minutes and the replay do not fit ${rtoMinutes} minutes: keep a standby that is promoted, and backups for mistakes and disasters.`,
        ]),
    ...(rpoMinutes === 0
      ? ['No loss at all needs a synchronous standby in another zone: archived log is always a little behind.']
      : []),
    ...(rpoMinutes > 0 && rpoMinutes < 1
      ? ['Under a minute needs a streaming replica or log streaming (pg_receivewal), not archived files.']
      : []),
    'A backup that was never restored is a hope: rehearse a restore every quarter, timed, on another machine.',
  ];
  return {
    backupMinutes: { value: Math.ceil(backup), because: 'size over the rate of the backup' },
    restoreMinutes: { value: Math.ceil(restore), because: 'size over the rate of the restore' },
    everyHours: {
      value: Math.max(1, Math.floor(hours)),
      because: 'what is replayed after the restore must fit the rest of the recovery time',
    },
    logEveryMinutes: {
      value: Math.max(1, Math.floor(rpoMinutes)),
      because: 'archive_timeout: at most this much is lost',
    },
    verdict: met ? 'met' : 'not met',
    says,
  };
}
