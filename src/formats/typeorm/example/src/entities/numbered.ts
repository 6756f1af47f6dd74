import { PrimaryGeneratedColumn } from 'typeorm';

/** The key that most tables have. */
export const Id = (primaryKeyConstraintName: string) =>
  PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName });
