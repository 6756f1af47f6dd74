import type { Lexis } from '../facts';

/** Oracle Database SQL Language Reference: "Literals" (q'[…]'), "Database Object Naming Rules", "Comments". */
export const lexis: Lexis = {
  backslashEscapes: false,
  doubleQuotedStrings: false,
  backtickNames: false,
  bracketNames: 'none',
  dollarQuotes: false,
  hashComments: false,
  nestedComments: false,
  runsComment: undefined,
  namesStartWithDigits: false,
  nameSigns: '$#',
  quotedByQ: true,
  clientSign: undefined,
  delimiters: false,
  compound: new Set(),
};
