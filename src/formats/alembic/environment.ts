import { moduleScope } from '../../code';
import { parsedPython, pythonImports } from '../code/python-imports';
import type { Compile } from '../code/sqlalchemy/compile';
import type { ReadContext } from '../format';
import { metadataWords } from '../sqlalchemy/metadata';

/** Where env.py lies from a migration: above its folder of versions, or of one inside that. */
const PLACES = ['../', '../../', '../../../', ''];

/**
 * The naming convention of the `target_metadata` that env.py hands over: Alembic gives its names to what a migration leaves unnamed
 * (Alembic, "Integration of Naming Conventions into Operations, Autogenerate").
 */
export function conventionOf(uri: string, context: ReadContext): Compile['convention'] {
  for (const place of PLACES) {
    const text = context.neighbour?.(`${place}env.py`);
    if (!text?.includes('target_metadata')) continue;
    return conventionIn(text, place, uri, context);
  }
  return undefined;
}

function conventionIn(text: string, place: string, uri: string, context: ReadContext): Compile['convention'] {
  const module = parsedPython(`${uri.slice(0, uri.lastIndexOf('/') + 1)}${place}env.py`, text);
  const imports = pythonImports(module, (path) => context.neighbour?.(place + path));
  const value = moduleScope(module, imports).value('target_metadata');
  return value && metadataWords(value).convention;
}
