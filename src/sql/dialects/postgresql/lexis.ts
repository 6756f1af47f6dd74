import type { Lexis } from '../facts';

/** PostgreSQL manual, 4.1 "Lexical Structure". */
export const lexis: Lexis = {
  backslashEscapes: false,
  doubleQuotedStrings: false,
  backtickNames: false,
  bracketNames: 'none',
  dollarQuotes: true,
  hashComments: false,
  nestedComments: true,
  runsComment: undefined,
  namesStartWithDigits: false,
  nameSigns: '$',
  quotedByQ: false,
  clientSign: '\\',
  delimiters: false,
  compound: new Set(),
};
