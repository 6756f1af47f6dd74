import type { Schema } from '../model';

/** Roles that Supabase and PostgREST give to whoever calls their API, with or without an account. */
export function isApiRole(role: string): boolean {
  return /^"?(?:(?:web_)?anon(?:ymous)?|authenticated)"?$/i.test(role);
}

/**
 * True where the `public` schema is served to the world: in a Supabase project, and where policies are for the roles of such an API or
 * ask it who is calling. Elsewhere only the application's own connection sees a table, and row security is a choice.
 */
export function servesApi(schema: Schema, tool: string): boolean {
  if (schema.dialect !== 'postgresql') return false;
  if (tool === 'supabase') return true;
  for (const { policies } of schema.tables.values()) {
    const isServed = policies.some(
      ({ roles, using, withCheck }) =>
        roles?.some(isApiRole) || [using, withCheck].some((one) => one?.text.includes('auth.uid(')),
    );
    if (isServed) return true;
  }
  return false;
}

/** True for what lies in the schema that such an API serves. */
export function isServed({ schema }: { readonly schema?: string }): boolean {
  return schema === undefined || schema === 'public';
}
