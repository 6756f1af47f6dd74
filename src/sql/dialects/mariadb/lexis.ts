import type { Lexis } from '../facts';
import { lexis as mysql } from '../mysql/lexis';

/**
 * MariaDB knowledge base, "Comment Syntax": `/*M!` runs on MariaDB only; MySQL's `/*!507NN` to `/*!99999` are skipped,
 * because MySQL 5.7 and 8 mean features there that MariaDB has not. 999999 is the dump client's sandbox mark.
 */
export const lexis: Lexis = {
  ...mysql,
  runsComment: (mark, version) =>
    version === undefined || mark === 'M!' || version < 50_700 || (version > 99_999 && version < 999_999),
};
