import type { ColumnWords } from '../facts';
import { columnWords as mysql } from '../mysql/column-words';

/** MariaDB knowledge base, CREATE TABLE: COMPRESSED columns, WITH/WITHOUT SYSTEM VERSIONING, REF_SYSTEM_ID, row start and end. */
export const columnWords: ColumnWords = {
  ends: new Set([...mysql.ends, 'compressed', 'with', 'without', 'ref_system_id']),
};
