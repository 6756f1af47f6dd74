import type { Dialect, EngineVersion } from './dialect';

/** Oldest releases that their makers still support (postgresql.org/support/versioning, mysql.com, mariadb.org, Microsoft's and Oracle's lifecycle pages). */
const OLDEST: Readonly<Record<Dialect, EngineVersion>> = {
  postgresql: { major: 14, minor: 0 },
  mysql: { major: 8, minor: 0 },
  mariadb: { major: 10, minor: 6 },
  sqlite: { major: 3, minor: 31 },
  // By release: SQL Server 2016, extended support until July 2026, and 2017 after it; Oracle Database 19c.
  sqlserver: { major: 2017, minor: 0 },
  oracle: { major: 19, minor: 0 },
  // MongoDB 7.0, supported until August 2027 (mongodb.com/legal/support-policy/lifecycles).
  mongodb: { major: 7, minor: 0 },
};

/** The version to review and plan for: hazards of an unknown server are those of the oldest one that it may be. */
export function assumedVersion(dialect: Dialect, known: EngineVersion | undefined): EngineVersion {
  return known ?? OLDEST[dialect];
}
