import { markedOptOut } from '../sql-opt-out';

/** The words by which a file leaves its tool's transaction. */
export const mend = markedOptOut('dbmate');
