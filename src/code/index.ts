export {
  argument,
  chainOf,
  dotted,
  type Link,
  resolve,
  type TextValue,
  textValue,
  truth,
} from './evaluate';
export { type GrammarPort, isLoaded, loadLanguages } from './grammars';
export { bindTarget, itemsOf } from './items';
export { GRAMMARS, type Language, languageOf } from './language';
export { memoByText } from './memo';
export { parseCode } from './parse';
export { type Decide, type Frame, runFunction, runStatements, type Visit } from './run';
export { type Bound, type BoundFunction, type ImportResolver, moduleScope, type Scope, topLevel } from './scope';
export type * from './syntax';
