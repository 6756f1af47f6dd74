/** Documents that a team keeps beside its database, filled with what the workspace tells. What only people know is left as a question. */
import type { DocumentFacts, DocumentFile } from './facts';

const listed = (tables: readonly string[]) =>
  `${tables.slice(0, 12).join(', ')}${tables.length > 12 ? ` and ${tables.length - 12} more` : ''}`;

/** A decision record in the form of MADR 4 (adr.github.io/madr). */
export function decisionRecord(facts: DocumentFacts, title: string): DocumentFile {
  const slug =
    title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'decision';
  return {
    path: `docs/decisions/${slug}.md`,
    content: `---
status: proposed
date: ${facts.day}
---

# ${title}

## Context and Problem Statement

${facts.layer} runs on ${facts.engine} with ${facts.tables.length} tables (${listed(facts.tables)}) and ${facts.migrations} migrations${facts.tool === undefined ? '' : ` by ${facts.tool}`}.

What must be decided, and why now?

## Decision Drivers

* Who reads and writes what, and how often?
* What must never be lost or seen half done?
* What does the team know and run already?

## Considered Options

* Leave it as it is
* The change that is proposed
* An alternative

## Decision Outcome

Chosen option: to be filled in, because …

### Consequences

* Good, because …
* Bad, because …

### Confirmation

How is it seen that the decision holds: a metric, a test, a date to look again?
`,
  };
}

/** What to do when something is wrong. */
export function runbook(facts: DocumentFacts): DocumentFile {
  const isPostgres = facts.engine.startsWith('PostgreSQL');
  const sessions = isPostgres
    ? "SELECT pid, state, wait_event_type, now() - xact_start AS open_for, left(query, 80) FROM pg_stat_activity WHERE state <> 'idle' ORDER BY xact_start;"
    : 'SHOW FULL PROCESSLIST;';
  const stop = isPostgres ? 'SELECT pg_cancel_backend(<pid>);' : 'KILL QUERY <id>;';
  return {
    path: 'docs/database-runbook.md',
    content: `# Runbook: ${facts.layer}

${facts.engine}, ${facts.tables.length} tables, ${facts.migrations} migrations${facts.tool === undefined ? '' : ` by ${facts.tool}`}. On call: who? Restores: who may, and where are the backups?

## Slow or waiting

1. Who is busy, and who waits for whom?

\`\`\`sql
${sessions}
\`\`\`

2. Stop the query that holds the others, not those that wait: \`${stop}\`
3. Was a migration or a deployment under way? Stop it first.

## Out of connections

1. Count sessions by application and state; idle in transaction is a program that forgot to commit.
2. Restart the instances of the application that hold most; do not raise the limit first.

## Disk nearly full

1. Old log kept by a replica or slot that is gone? Drop the slot.
2. A long transaction keeps dead rows: end it.
3. Grow the disk. Never delete files of the database by hand.

## A migration failed half way

1. Read what was applied: the history table of ${facts.tool ?? 'the migration tool'}.
2. Inside a transaction: nothing was applied. Outside: drop an invalid index, then run it again.
3. Go back only by the written way back; otherwise mend forward.

## Restore

1. Stop writes. 2. Restore to a new server, at the moment before the mistake. 3. Compare counts. 4. Switch the application. 5. Write down how long it took.
`,
  };
}

/** Backups and recovery, with the objectives stated. */
export function backupPlan(facts: DocumentFacts, rpoMinutes: number, rtoMinutes: number): DocumentFile {
  const tool = facts.engine.startsWith('PostgreSQL')
    ? 'pgBackRest (or the service’s snapshots) with archived log; archive_timeout'
    : 'XtraBackup or mariadb-backup (or the service’s snapshots) with binary logs; copied every';
  return {
    path: 'docs/backup-and-recovery.md',
    content: `# Backup and recovery: ${facts.layer}

| objective | value |
| --- | --- |
| RPO: at most so much is lost | ${rpoMinutes} minutes |
| RTO: so long until it runs again | ${rtoMinutes} minutes |

* **How**: ${tool} ${Math.max(1, rpoMinutes)} minutes${rpoMinutes < 1 ? '; under a minute needs a streaming, synchronous standby' : ''}.
* **Where**: another region and another account, encrypted, not to be deleted by those who run the database.
* **How long**: daily for 30 days, monthly for a year, unless law says otherwise; personal data that was erased must be erased again after a restore.
* **Failover**: a standby in another zone; promotion is rehearsed twice a year.
* **Restore test**: every quarter, on another machine, timed; the last one took … on …
`,
  };
}
