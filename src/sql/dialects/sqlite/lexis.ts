import type { Lexis } from '../facts';

/** SQLite, "SQL Language Expressions", "SQL Comment Syntax" and "Keywords" (four ways to quote a name). */
export const lexis: Lexis = {
  backslashEscapes: false,
  doubleQuotedStrings: false,
  backtickNames: true,
  bracketNames: 'plain',
  dollarQuotes: false,
  hashComments: false,
  nestedComments: false,
  runsComment: undefined,
  namesStartWithDigits: false,
  nameSigns: '$',
  quotedByQ: false,
  clientSign: '.',
  delimiters: false,
  compound: new Set(['trigger']),
};
