export { type QuoteStyle, quoteName, quoteText } from './names';
export { type PrintedScript, printScript, printStatements, type Unprinted } from './script';
export type { PrintStyle } from './writer';
