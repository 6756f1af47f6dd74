export { catalogue } from './technologies/catalogue/index.gen';
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
