import { bigint } from 'drizzle-orm/pg-core';

/** The key that most tables have. */
export const id = () => bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();
