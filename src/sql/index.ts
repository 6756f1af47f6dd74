export { type DialectGuess, guessDialect } from './guess-dialect';
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
export { readSql } from './read-sql';
export { refusesTransaction } from './refuses-transaction';
export { changeOfType, parseType, sameType, type TypeChange } from './types';
export { parseErrorsOf, type Turn, type VerifyOptions, verifySql } from './verify';
