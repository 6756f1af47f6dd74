import type { Format } from './format';
import { formats } from './index.gen';

const byId = new Map(formats.map((format) => [format.id, format]));

/** The format of an id: what a migration's `tool` names. */
export function formatOf(id: string): Format | undefined {
  return byId.get(id);
}
