/** Program text in one shape: its expressions, and its statements. */
export type * from './expressions';
export type * from './statements';
