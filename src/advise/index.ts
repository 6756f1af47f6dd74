export { catalogue } from './technologies/catalogue/index.gen';
export { type Comparison, compare, type OpenQuestion } from './technologies/compare';
export { readRequirements, type Stated, WISHES } from './technologies/read-requirements';
export { findTechnology, NOTHING_KNOWN, type Requirements } from './technologies/requirements';
export {
  type Category,
  type Cloud,
  type Fact,
  SHAPES,
  type Shape,
  type Source,
  type Technology,
  TOPIC_NAMES,
  TOPICS,
  type Topic,
} from './technologies/technology';
export { compareNamed, comparisonText, sideBySideText, technologyText } from './technologies/text';
export { wishesIn } from './technologies/wishes-in-words';
