export { type DialectGuess, guessDialect } from './guess-dialect';
export { normalExpression, sameDefault, sameExpression, sameText } from './normal';
export { parseExpression } from './parse-expression';
export {
  type PrintedScript,
  type PrintStyle,
  printScript,
  printStatements,
  type QuoteStyle,
  quoteName,
  quoteText,
  type Unprinted,
} from './print';
export { isKeyword } from './print/keywords';
export { columnSpec, createTableOf } from './print/restate';
export { readSql } from './read-sql';
export { refusesTransaction } from './refuses-transaction';
export { type SqlToken, tokensOf } from './tokens-of';
export { changeOfType, parseType, sameType, type TypeChange } from './types';
export { parseErrorsOf, type Turn, type VerifyOptions, verifySql } from './verify';
export { type SqlWord, wordsOf } from './words';
