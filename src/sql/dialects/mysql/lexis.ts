import type { Lexis } from '../facts';

/**
 * MySQL 8.4 manual, 11 "Language Structure" and 11.7 "Comments": `/*!NNNNN code` runs from version N on.
 * Versions from 100000 are MariaDB's, as is `/*M!`: a comment for MySQL.
 */
export const lexis: Lexis = {
  backslashEscapes: true,
  doubleQuotedStrings: true,
  backtickNames: true,
  bracketNames: 'none',
  dollarQuotes: false,
  hashComments: true,
  nestedComments: false,
  runsComment: (mark, version) => mark === '!' && (version === undefined || version < 100_000),
  namesStartWithDigits: true,
  nameSigns: '$',
  quotedByQ: false,
  clientSign: undefined,
  delimiters: true,
  compound: new Set(['trigger', 'procedure', 'function', 'event']),
};
