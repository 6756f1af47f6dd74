import { topLine } from '../sql-opt-out';

/** A directive at the head of the file, parted from the first statement's comment by an empty line (atlasgo.io, "Transaction Configuration"). */
export const mend = topLine('-- atlas:txmode none');
