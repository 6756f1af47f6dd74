import type { Lexis } from '../facts';

/** Transact-SQL reference: "Database Identifiers", "Slash Star (Block Comment)" (comments nest), "Constants". */
export const lexis: Lexis = {
  backslashEscapes: false,
  doubleQuotedStrings: false,
  backtickNames: false,
  bracketNames: 'doubled',
  dollarQuotes: false,
  hashComments: false,
  nestedComments: true,
  runsComment: undefined,
  namesStartWithDigits: false,
  nameSigns: '@#$',
  quotedByQ: false,
  clientSign: undefined,
  delimiters: false,
  compound: new Set(),
};
