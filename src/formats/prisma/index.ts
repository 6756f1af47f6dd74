import type { Format } from '../format';
import { editModels } from './edit';
import { locate, matches } from './locate';
import { read } from './read';

export { dialectOfProvider, providerOf } from './locate';

/** Prisma's models (schema.prisma); its migrations are the format `prisma-migrate`. */
export const format: Format = { id: 'prisma', title: 'Prisma schema', matches, locate, read, editModels };
