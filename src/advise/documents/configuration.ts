/** Monitoring rules and pool settings as files. */
import type { DocumentFacts, DocumentFile } from './facts';

interface Alert {
  readonly name: string;
  readonly expression: string;
  readonly lasts: string;
  readonly severity: 'page' | 'ticket';
  readonly summary: string;
}

/** Metrics of postgres_exporter and mysqld_exporter. */
const POSTGRES: readonly Alert[] = [
  {
    name: 'DatabaseDown',
    expression: 'pg_up == 0',
    lasts: '1m',
    severity: 'page',
    summary: 'PostgreSQL does not answer',
  },
  {
    name: 'ConnectionsNearlyUsed',
    expression: 'sum by (instance) (pg_stat_activity_count) / on (instance) pg_settings_max_connections > 0.8',
    lasts: '5m',
    severity: 'page',
    summary: 'Over 80 % of connections are taken',
  },
  {
    name: 'ReplicationLag',
    expression: 'pg_replication_lag_seconds > 60',
    lasts: '5m',
    severity: 'ticket',
    summary: 'A replica is more than a minute behind',
  },
  {
    name: 'LongTransaction',
    expression: 'max by (instance) (pg_stat_activity_max_tx_duration) > 900',
    lasts: '1m',
    severity: 'ticket',
    summary: 'A transaction is open for more than 15 minutes',
  },
  {
    name: 'Deadlocks',
    expression: 'sum by (instance, datname) (increase(pg_stat_database_deadlocks[10m])) > 3',
    lasts: '1m',
    severity: 'ticket',
    summary: 'Several deadlocks in ten minutes',
  },
  {
    name: 'CacheMisses',
    expression:
      'sum by (instance) (rate(pg_stat_database_blks_hit[15m])) / (sum by (instance) (rate(pg_stat_database_blks_hit[15m])) + sum by (instance) (rate(pg_stat_database_blks_read[15m]))) < 0.95',
    lasts: '30m',
    severity: 'ticket',
    summary: 'Under 95 % of pages are found in memory',
  },
];

const MYSQL: readonly Alert[] = [
  {
    name: 'DatabaseDown',
    expression: 'mysql_up == 0',
    lasts: '1m',
    severity: 'page',
    summary: 'MySQL does not answer',
  },
  {
    name: 'ConnectionsNearlyUsed',
    expression: 'mysql_global_status_threads_connected / mysql_global_variables_max_connections > 0.8',
    lasts: '5m',
    severity: 'page',
    summary: 'Over 80 % of connections are taken',
  },
  {
    name: 'ReplicationLag',
    expression: 'mysql_slave_status_seconds_behind_master > 60',
    lasts: '5m',
    severity: 'ticket',
    summary: 'A replica is more than a minute behind',
  },
  {
    name: 'SlowQueries',
    expression: 'rate(mysql_global_status_slow_queries[10m]) > 1',
    lasts: '10m',
    severity: 'ticket',
    summary: 'More than one slow query a second',
  },
];

/** Prometheus alerting rules (Prometheus, "Alerting rules"). */
export function prometheusRules(facts: DocumentFacts): DocumentFile {
  const alerts = facts.engine.startsWith('PostgreSQL') ? POSTGRES : MYSQL;
  const rules = alerts.map(
    ({ name, expression, lasts, severity, summary }) =>
      `      - alert: ${name}\n        expr: ${JSON.stringify(expression)}\n        for: ${lasts}\n        labels:\n          severity: ${severity}\n        annotations:\n          summary: ${JSON.stringify(summary)}\n          runbook: docs/database-runbook.md`,
  );
  return {
    path: 'monitoring/database-alerts.yml',
    content: `groups:\n  - name: database\n    rules:\n${rules.join('\n')}\n`,
  };
}

/** A Grafana dashboard of the same measures: one panel for each. */
export function grafanaDashboard(facts: DocumentFacts): DocumentFile {
  const alerts = facts.engine.startsWith('PostgreSQL') ? POSTGRES : MYSQL;
  const panels = alerts.map(({ summary, expression }, at) => ({
    id: at + 1,
    type: 'timeseries',
    title: summary,
    datasource: { type: 'prometheus', uid: 'prometheus' },
    gridPos: { h: 8, w: 12, x: (at % 2) * 12, y: Math.floor(at / 2) * 8 },
    targets: [{ refId: 'A', expr: expression.replace(/ (?:[<>]|==) [\d.]+$/, '') }],
  }));
  const dashboard = {
    title: `Database: ${facts.layer}`,
    schemaVersion: 39,
    time: { from: 'now-6h', to: 'now' },
    panels,
  };
  return { path: 'monitoring/database-dashboard.json', content: `${JSON.stringify(dashboard, null, 2)}\n` };
}

/** PgBouncer in transaction mode (PgBouncer, "Configuration"). */
export function poolConfiguration(facts: DocumentFacts, connections: number): DocumentFile {
  return {
    path: 'deploy/pgbouncer.conf',
    content: `; ${facts.layer}: transaction pooling. Session state (SET, advisory locks, LISTEN) does not survive it.
[databases]
app = host=DATABASE_HOST port=5432 dbname=app

[pgbouncer]
listen_port = 6432
auth_type = scram-sha-256
auth_file = /etc/pgbouncer/userlist.txt
pool_mode = transaction
default_pool_size = ${connections}
reserve_pool_size = ${Math.max(1, Math.ceil(connections / 4))}
max_client_conn = ${connections * 50}
; Prepared statements of the protocol work in transaction mode since 1.21.
max_prepared_statements = 200
server_idle_timeout = 60
query_wait_timeout = 30
`,
  };
}
