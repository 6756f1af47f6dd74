import type { Cases } from '../cases';
import { isText, ownColumns, wordsOf } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'plaintext-password-column',
  category: 'security',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A text column by the name of a secret does not say that it holds a hash or a cipher.',
  why: 'A password, card verification number or PIN that is stored as it is goes to everybody who reads a backup, a replica or a log. The name is all that we see: where the application hashes the value (Django and Laravel do in "password"), a name or a comment that says so spares the next reader the question. Columns of frameworks whose "password" is a hash by their rules are exempt.',
  instead:
    'Store a password as argon2id or bcrypt (password_hash), a token as its SHA-256, a card through the payment provider; a verification number not at all (PCI DSS 3.3.1).',
  sources: [
    'https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html',
    'https://www.pcisecuritystandards.org/document_library/',
  ],
  check: {
    table(table, context) {
      const hashes = HASHING.has(context.tool);
      for (const column of ownColumns(table)) {
        const secret = isText(column) ? secretOf(column.name) : undefined;
        if (
          !secret ||
          (hashes && secret === 'password') ||
          /hash|encrypt|cipher|digest|bcrypt|argon/i.test(column.comment ?? '')
        )
          continue;
        context.report({
          span: column.at,
          table,
          message: `${table.name}.${column.name} reads like a ${secret} kept as it is: whoever sees a backup or a log has it. ${INSTEAD[secret]}.`,
        });
      }
    },
  },
});

type Secret = 'password' | 'card verification number' | 'PIN';

const INSTEAD: Readonly<Record<Secret, string>> = {
  password: 'If it is a hash, say so in its name (password_hash) or comment; if not, hash it with argon2id or bcrypt',
  'card verification number': 'It must not be stored at all after authorisation (PCI DSS)',
  PIN: 'If it is a hash, say so in its name (pin_hash) or comment; if not, hash it',
};

/** Their own rule is that "password" holds a hash. */
const HASHING: ReadonlySet<string> = new Set(['django', 'django-migrations', 'laravel', 'eloquent']);

function secretOf(name: string): Secret | undefined {
  const words = wordsOf(name);
  if (
    words.some((word) =>
      /^(?:hash|hashed|digest|digests|encrypted|cipher|crypted|enc|salt|reset|changed|expires|at|date|policy|hint|id|count|type|required|enabled|strength)$/.test(
        word,
      ),
    )
  )
    return undefined;
  const joined = words.join('');
  if (/^(?:user|account|login|db|plain|clear|admin)?(?:password|passwd|pwd)(?:text|plain|clear)?$/.test(joined))
    return 'password';
  if (/^(?:card)?(?:cvv|cvc|cvv2|cvc2)$/.test(joined)) return 'card verification number';
  return /^(?:user|card)?pin(?:code)?$/.test(joined) && joined !== 'pin' ? 'PIN' : undefined;
}

export const cases: Cases = {
  good: [
    {
      title: 'a hash by its name',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, password_hash text, encrypted_password text);',
    },
    {
      title: 'a hash by its comment',
      sql: "CREATE TABLE users (id int PRIMARY KEY, password text);\nCOMMENT ON COLUMN users.password IS 'bcrypt hash';",
    },
    {
      title: 'a moment',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, password_changed_at timestamptz, password_reset_token text);',
    },
  ],
  bad: [
    {
      title: 'a password',
      sql: 'CREATE TABLE users (id int PRIMARY KEY, «password» varchar(80));',
      says: [
        'users.password reads like a password kept as it is: whoever sees a backup or a log has it. If it is a hash, say so in its name (password_hash) or comment; if not, hash it with argon2id or bcrypt.',
      ],
    },
    {
      title: 'a card verification number',
      sql: 'CREATE TABLE cards (id int PRIMARY KEY, «cvv» char(3));',
      says: [
        'cards.cvv reads like a card verification number kept as it is: whoever sees a backup or a log has it. It must not be stored at all after authorisation (PCI DSS).',
      ],
    },
  ],
};
