/** Stands before the SQL of a change in a comment of its expand step: what is not done of it is pending. */
export const MARKER = 'architect-contract:';
