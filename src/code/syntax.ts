/** Program text in one shape: what it is made of. */
export type * from './leaves';
export type * from './module';
export type * from './tree';
