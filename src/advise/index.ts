export { bytesText, countsText, type GrowthSeries, grow, growthChart, MONTHS, readCount } from './capacity/growth';
export { capacityText, LOAD_FACTS, type LoadFact, type TableLoad } from './capacity/plan';
export {
  type BackupPlan,
  cacheBytes,
  diskOperations,
  type PoolPlan,
  planBackups,
  planPartitions,
  planPool,
} from './capacity/resources';
export { estimateTable, type RowFacts, type TableEstimate } from './capacity/table-size';
export { DATA_CLASSES, type DataClass } from './classify/classes';
export { type Classified, classifySchema, classifyTable } from './classify/classify';
export { type Duty, dutiesFor, dutiesOf } from './classify/duties';
export { type Conversion, convertSchema, type Loss } from './convert/convert';
export { type ErdOptions, erd } from './diagram/erd';
export { type Architecture, architecture, replication, sharding } from './diagram/flow';
export { grafanaDashboard, poolConfiguration, prometheusRules } from './documents/configuration';
export { type DocumentFacts, type DocumentFile, documentFacts } from './documents/facts';
export { backupPlan, decisionRecord, runbook } from './documents/texts';
export { analyseQueries, type QueryAnalysis } from './query/analyse';
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
