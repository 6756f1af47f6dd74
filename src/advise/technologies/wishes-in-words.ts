import type { Stated, Wish } from './read-requirements';
import { findTechnology } from './requirements';
import { SHAPES, type Technology } from './technology';

export interface Wishes {
  readonly requirements: readonly Stated[];
  readonly technologies: readonly string[];
}

const WORDS: readonly (readonly [pattern: RegExp, what: Wish, value: string])[] = [
  [/^(?:full[- ]text|search|text search)$/, 'shape', 'full text'],
  [/^(?:sql|tables|oltp|relations)$/, 'shape', 'relational'],
  [/^(?:document|json|nosql)s?$/, 'shape', 'documents'],
  [/^(?:key[- ]?value|kv|sessions?)$/, 'shape', 'key-value'],
  [/^(?:time[- ]?series|metrics|sensors|iot)$/, 'shape', 'time series'],
  [/^(?:analytics?|olap|warehouse|reports|reporting)$/, 'shape', 'analytics'],
  [/^(?:graphs?|network)$/, 'shape', 'graph'],
  [/^(?:vectors?|embeddings?|rag)$/, 'shape', 'vectors'],
  [/^(?:geo|geospatial|gis|maps?|places)$/, 'shape', 'geospatial'],
  [/^(?:cache|caching)$/, 'shape', 'cache'],
  [/^(?:wide[- ](?:column|row)s?)$/, 'shape', 'wide rows'],
  [/^(?:coordination|locks|leader election)$/, 'shape', 'coordination'],
  [/^(?:acid|transactions?|across records)$/, 'transactions', 'across records'],
  [/^(?:strong(?:ly)?(?: consisten(?:t|cy))?)$/, 'consistency', 'strong'],
  [/^(?:eventual(?:ly)?(?: consisten(?:t|cy))?)$/, 'consistency', 'eventual'],
  [/^(?:multi[- ]region|several regions|global|active[- ]active)$/, 'regions', 'several that write'],
  [/^(?:managed|serverless|as a service)$/, 'hosting', 'managed'],
  [/^(?:self[- ]hosted|on[- ]prem(?:ises)?|own machines)$/, 'hosting', 'own machines'],
  [/^(?:aws|amazon)$/, 'cloud', 'aws'],
  [/^(?:azure|microsoft)$/, 'cloud', 'azure'],
  [/^(?:gcp|google(?: cloud)?)$/, 'cloud', 'gcp'],
  [/^(?:open[- ]source|oss|free software)$/, 'licence', 'open source'],
  [/^(?:hipaa|health(?:care)?)$/, 'compliance', 'HIPAA'],
  [/^(?:gdpr|dsgvo)$/, 'compliance', 'GDPR'],
  [/^pci(?:[- ]?dss)?$/, 'compliance', 'PCI DSS'],
  [/^soc ?2$/, 'compliance', 'SOC 2'],
];

/** Requirements and technologies in a line that a person writes: `relational, 2 TB, 500 writes/s, aws, we run mysql`. */
export function wishesIn(catalogue: readonly Technology[], text: string): Wishes {
  const requirements: Stated[] = [];
  const technologies: string[] = [];
  for (const piece of text.split(/,|;|\n|\s+(?:or|vs\.?|versus|and|with|against|for|on)\s+/i)) {
    const words = piece
      .trim()
      .toLowerCase()
      .replace(/[?!.]+$/, '');
    if (words === '') continue;
    const stated = statedIn(catalogue, words);
    if (stated !== undefined) requirements.push(stated);
    else technologies.push(findTechnology(catalogue, words)?.name ?? piece.trim());
  }
  return { requirements, technologies };
}

function statedIn(catalogue: readonly Technology[], words: string): Stated | undefined {
  const shape = SHAPES.find((known) => known === words);
  if (shape !== undefined) return { what: 'shape', value: shape };
  const fixed = WORDS.find(([pattern]) => pattern.test(words));
  if (fixed !== undefined) return { what: fixed[1], value: fixed[2] };
  const has = /^(?:we )?(?:run|have|use|already)\s+(.+)$/.exec(words)?.[1];
  if (has !== undefined && findTechnology(catalogue, has) !== undefined) return { what: 'runs already', value: has };
  const knows = /^(?:we |team )?knows?\s+(.+)$/.exec(words)?.[1];
  if (knows !== undefined && findTechnology(catalogue, knows) !== undefined)
    return { what: 'team knows', value: knows };
  const budget = /^(small|medium|large) budget$/.exec(words)?.[1];
  if (budget !== undefined) return { what: 'budget', value: budget };
  if (/^[\d.]+\s*(?:gb|tb|pb)$/.test(words)) return { what: 'terabytes', value: words };
  const rate = /^([\d.]+\s*[km]?)\s*writes?\s*(?:\/\s*s|per second|a second)$/.exec(words)?.[1];
  if (rate !== undefined) return { what: 'writes per second', value: rate.trim() };
  const latency = /^([\d.]+)\s*ms$/.exec(words)?.[1];
  return latency === undefined ? undefined : { what: 'read latency ms', value: latency };
}
