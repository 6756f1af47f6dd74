import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'hardcoded-credential',
  category: 'security',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A password is written into a migration.',
  why: 'It stays in the history of the repository, in the logs of the deployment and of the server (log_statement writes it out), and is the same on every environment. A variable of the runner, and a hash that the server made (SCRAM-SHA-256$…), are exempt.',
  instead:
    'Make roles where secrets are kept (Terraform, the cloud’s secret store), or give the password by a variable of the runner.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createrole.html',
    'https://dev.mysql.com/doc/refman/8.4/en/create-user.html',
  ],
  check: {
    createRole({ role, text }, context) {
      if (!holdsPassword(text)) return;
      context.report({
        span: role.span,
        message: `The password of ${role.name} stands in the migration: it stays in the repository, in logs, and is the same everywhere. Give it by a variable of the runner, or make the role where secrets are kept.`,
      });
    },
  },
});

function holdsPassword(text: string): boolean {
  const found =
    /\b(?:password|identified\s+(?:with\s+[\w'"]+\s+)?by)\s*(?:=\s*)?N?(?:'((?:[^']|'')*)'|"([^"]*)")/i.exec(text);
  const secret = found?.[1] ?? found?.[2];
  if (!secret) return false;
  return !/^(?:SCRAM-SHA-256\$|md5[0-9a-f]{32}$|\*[0-9A-F]{40}$|\$A\$)|^[$:#&{%]|\$\{|\{\{|^%\w+%$|:'/.test(secret);
}

export const cases: Cases = {
  good: [
    { title: 'a role that nobody logs in as', sql: 'CREATE ROLE reporting NOLOGIN;' },
    { title: 'a variable of Flyway', sql: "CREATE USER app PASSWORD '${app_password}';" },
    { title: 'a hash that the server made', sql: "ALTER ROLE app PASSWORD 'SCRAM-SHA-256$4096:abc$def:ghi';" },
  ],
  bad: [
    {
      title: 'in PostgreSQL',
      sql: "CREATE ROLE «app» LOGIN PASSWORD 'hunter2';",
      says: [
        'The password of app stands in the migration: it stays in the repository, in logs, and is the same everywhere. Give it by a variable of the runner, or make the role where secrets are kept.',
      ],
    },
    {
      title: 'in MySQL',
      dialect: 'mysql',
      sql: "CREATE USER «'app'»@'%' IDENTIFIED BY 'hunter2';",
      says: [
        'The password of app stands in the migration: it stays in the repository, in logs, and is the same everywhere. Give it by a variable of the runner, or make the role where secrets are kept.',
      ],
    },
  ],
};
