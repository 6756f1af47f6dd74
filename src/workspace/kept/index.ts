export { type Keeping, keep, recall } from './keep';
export { buildOf, nodeCache } from './node-cache';
export type { CachePort } from './port';
