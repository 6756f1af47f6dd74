import type { Span } from '../../model';
import type { Cases } from '../cases';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'superuser-statement',
  category: 'security',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: true,
  what: 'A migration does what only a superuser may: ALTER SYSTEM, COPY … PROGRAM, a role with SUPERUSER, a global setting.',
  why: 'It changes the server for every database on it, runs commands on its machine, or opens it to somebody; managed services refuse it, and a role for deployments that may do it can do everything.',
  instead:
    'Settings and roles belong to provisioning (Terraform, the parameter group of the service); ALTER DATABASE … SET or ALTER ROLE … SET for a setting that is one application’s own.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altersystem.html',
    'https://www.postgresql.org/docs/current/sql-copy.html',
    'https://dev.mysql.com/doc/refman/8.4/en/set-variable.html',
  ],
  check: {
    call({ name, span }, context) {
      if (name === 'alter system')
        say('ALTER SYSTEM changes the setting for every database of the server', span, context);
    },
    createRole({ role, text }, context) {
      if (context.dialect === 'postgresql' && /(?:^|\s)SUPERUSER\b/i.test(text))
        say(`${role.name} may read, change and drop everything on the server`, role.span, context);
    },
    changeData({ change, span, tables }, context) {
      if (change !== 'copy' || !/\b(?:FROM|TO)\s+PROGRAM\b/i.test(context.text(span))) return;
      say('COPY … PROGRAM runs a command on the machine of the server', tables[0]?.span ?? span, context);
    },
    setParameter({ scope, span, name }, context) {
      if (scope !== 'global' || context.dialect === 'postgresql') return;
      say(`SET GLOBAL ${name} changes the setting for every session of the server`, span, context);
    },
  },
});

function say(what: string, span: Span, context: StepContext): void {
  context.report({
    span,
    message: `${what}, needs a superuser, and is refused by managed services. Let provisioning do it.`,
  });
}

export const cases: Cases = {
  good: [
    { title: 'a setting of one session', sql: "SET work_mem = '1GB';" },
    { title: 'a setting of one database', sql: "ALTER DATABASE shop SET timezone = 'UTC';" },
    { title: 'a role without rights', sql: 'CREATE ROLE app LOGIN NOSUPERUSER;' },
    { title: 'COPY from the client', sql: "COPY t FROM '/var/lib/import/t.csv';" },
  ],
  bad: [
    {
      title: 'ALTER SYSTEM',
      sql: "«ALTER SYSTEM SET work_mem = '1GB'»;",
      says: [
        'ALTER SYSTEM changes the setting for every database of the server, needs a superuser, and is refused by managed services. Let provisioning do it.',
      ],
    },
    {
      title: 'a superuser',
      sql: 'CREATE ROLE «boss» WITH LOGIN SUPERUSER;',
      says: [
        'boss may read, change and drop everything on the server, needs a superuser, and is refused by managed services. Let provisioning do it.',
      ],
    },
    {
      title: 'a program',
      sql: "COPY «t» FROM PROGRAM 'curl https://example.com/t.csv';",
      says: [
        'COPY … PROGRAM runs a command on the machine of the server, needs a superuser, and is refused by managed services. Let provisioning do it.',
      ],
    },
    {
      title: 'SET GLOBAL',
      dialect: 'mysql',
      sql: '«SET GLOBAL max_connections = 500»;',
      says: [
        'SET GLOBAL max_connections changes the setting for every session of the server, needs a superuser, and is refused by managed services. Let provisioning do it.',
      ],
    },
  ],
};
