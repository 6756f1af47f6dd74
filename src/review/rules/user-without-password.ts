import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'user-without-password',
  category: 'security',
  severity: 'warning',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'A user is made without a password: whoever reaches the port logs in.',
  why: 'MySQL takes an empty password for one that is empty, not for none. Users of a plugin (auth_socket, LDAP), locked ones and roles are let pass; in PostgreSQL a role without a password cannot log in by one.',
  instead: 'IDENTIFIED BY with a secret that the deployment brings, or IDENTIFIED WITH auth_socket.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/create-user.html', 'https://mariadb.com/kb/en/create-user/'],
  check: {
    createRole({ role, alters, text }, context) {
      const words = context.text(context.statement.span).trim().split(/\s+/).slice(0, 2).join(' ').toLowerCase();
      if (words !== 'create user' && words !== 'alter user') return;
      const isEmpty = /\bidentified\s+by\s+(?:password\s+)?(?:''|"")/i.test(text);
      const isBare = !alters && !/\b(?:identified|account\s+lock|via)\b/i.test(text);
      if (!isEmpty && !isBare) return;
      context.report({
        span: role.span,
        message: `${role.name} has no password: whoever reaches the port logs in. Add IDENTIFIED BY with a secret of the deployment, or IDENTIFIED WITH auth_socket.`,
      });
    },
  },
});

export const cases: Cases = {
  good: [
    {
      title: 'a password, a plugin, a locked user',
      sql: "CREATE USER a IDENTIFIED BY 'x';\nCREATE USER b IDENTIFIED WITH auth_socket;\nCREATE USER c ACCOUNT LOCK;",
    },
    { title: 'a role', sql: 'CREATE ROLE reader;' },
    { title: 'a change of something else', sql: 'ALTER USER a ACCOUNT UNLOCK;' },
  ],
  bad: [
    {
      title: 'none',
      sql: "CREATE USER «'app'»@'%';",
      says: [
        'app has no password: whoever reaches the port logs in. Add IDENTIFIED BY with a secret of the deployment, or IDENTIFIED WITH auth_socket.',
      ],
    },
    {
      title: 'an empty one',
      sql: "CREATE USER «'app'»@'%' IDENTIFIED BY '';",
      says: [
        'app has no password: whoever reaches the port logs in. Add IDENTIFIED BY with a secret of the deployment, or IDENTIFIED WITH auth_socket.',
      ],
    },
  ],
};
