/** What a database has that no migration makes: roles, and the schemas of a platform. Made up so that the rest can run, and named. */
import type { Operation } from '../model';
import type { SqlError } from './engine';
import type { Step } from './statements';

export interface Stub {
  readonly sql: string;
  readonly what: string;
  readonly because: string;
}

const NO_ROLES: ReadonlySet<string> = new Set(['public', 'current_user', 'current_role', 'session_user', 'postgres']);

/** Stubs for everything that the statements name and none of them makes. */
export function stubsFor(steps: readonly Step[]): readonly Stub[] {
  const operations = steps.flatMap((step) => step.operations);
  const made = new Set(operations.flatMap((one) => (one.kind === 'createRole' && !one.alters ? [one.role.name] : [])));
  const roles = [...new Set(operations.flatMap(rolesOf))].filter(
    (role) => !made.has(role) && !NO_ROLES.has(role.toLowerCase()),
  );
  return [
    ...roles.map((role) => ({
      sql: `CREATE ROLE ${quoted(role)}`,
      what: `role ${role}`,
      because: 'the statements name it and none makes it',
    })),
    ...(operations.some(namesSupabase) ? SUPABASE : []),
  ];
}

function rolesOf(operation: Operation): readonly string[] {
  switch (operation.kind) {
    case 'grant':
    case 'createPolicy':
      return operation.roles;
    case 'alterTable':
      return operation.change.kind === 'owner' ? [operation.change.role] : [];
    default:
      return [];
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The role that an error says is missing, quoted: the server has no field for it, only its sentence (42704 undefined_object). */
export function roleIn({ code, message }: SqlError): string | undefined {
  const name = code === '42704' ? /^role "([^"]+)" does not exist$/.exec(message)?.[1] : undefined;
  return name === undefined ? undefined : quoted(name);
}

function namesSupabase(operation: Operation): boolean {
  const isAuth = (schema: string | undefined) => schema === 'auth' || schema === 'storage';
  if (operation.kind === 'createPolicy')
    return /\bauth\.(?:uid|role|jwt|email)\b/.test(operation.using?.text ?? operation.withCheck?.text ?? '');
  if (operation.kind === 'createTable')
    return [...operation.constraints, ...operation.columns.flatMap(({ constraints }) => constraints)].some(
      (constraint) => constraint.kind === 'foreignKey' && isAuth(constraint.refTable.schema),
    );
  return 'table' in operation && operation.table !== undefined && isAuth(operation.table.schema);
}

/** Supabase's own schemas, as far as migrations lean on them (supabase.com/docs/guides/auth/managing-user-data). */
const SUPABASE: readonly Stub[] = [
  ['CREATE ROLE anon', 'role anon'],
  ['CREATE ROLE authenticated', 'role authenticated'],
  ['CREATE ROLE service_role', 'role service_role'],
  ['CREATE SCHEMA auth', 'schema auth'],
  ['CREATE SCHEMA storage', 'schema storage'],
  ['CREATE SCHEMA extensions', 'schema extensions'],
  [
    'CREATE TABLE auth.users (id uuid PRIMARY KEY, email text, phone text, raw_user_meta_data jsonb, raw_app_meta_data jsonb, created_at timestamptz, updated_at timestamptz, last_sign_in_at timestamptz)',
    'table auth.users',
  ],
  [
    'CREATE TABLE storage.buckets (id text PRIMARY KEY, name text, public boolean, file_size_limit bigint, allowed_mime_types text[])',
    'table storage.buckets',
  ],
  [
    'CREATE TABLE storage.objects (id uuid PRIMARY KEY, bucket_id text, name text, owner uuid, metadata jsonb)',
    'table storage.objects',
  ],
  [`CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS 'SELECT NULL::uuid'`, 'function auth.uid()'],
  [`CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS 'SELECT NULL::text'`, 'function auth.role()'],
  [`CREATE FUNCTION auth.email() RETURNS text LANGUAGE sql STABLE AS 'SELECT NULL::text'`, 'function auth.email()'],
  [`CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS 'SELECT NULL::jsonb'`, 'function auth.jwt()'],
  [
    `CREATE FUNCTION storage.foldername(name text) RETURNS text[] LANGUAGE sql IMMUTABLE AS 'SELECT string_to_array(name, ''/'')'`,
    'function storage.foldername()',
  ],
].map(([sql = '', what = '']) => ({ sql, what, because: 'Supabase makes it and no migration does' }));
