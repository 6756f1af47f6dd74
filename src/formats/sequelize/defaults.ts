import type { Met } from '../code/calls-in';
import { entry } from '../code/compose';
import type { Said } from '../code/said';
import type { OpenedFile } from '../code/set-scopes';
import type { ReadContext } from '../format';
import { ancestors, folderOf, joinPath } from '../paths';
import { CONFIGS, defineIn } from '../sequelize-migrations/config';
import { saidOf } from './declaration';

interface MetFile {
  readonly one: OpenedFile;
  readonly met: Met;
}

/** The options of every model: `define` of the connection, in code or in a configuration file. */
export function defaultsOf(files: readonly MetFile[], context: ReadContext): Said {
  for (const { met } of files)
    for (const { call, scope } of met.calls) {
      const { callee } = call;
      const name = callee.kind === 'member' ? callee.name : callee.kind === 'name' ? callee.name : '';
      if (!(call.construct && name === 'Sequelize') && !/^forRoot/.test(name)) continue;
      for (const { value } of call.args) {
        const define = entry({ expr: value, scope }, 'define');
        if (define) return saidOf(define);
      }
    }
  return configured(files, context);
}

/** `define` of `config/config.json`, where all its environments say the same. */
function configured(files: readonly MetFile[], context: ReadContext): Said {
  const [first] = files;
  if (!first || !context.neighbour) return new Map();
  for (const folder of ancestors(folderOf(first.one.file.path)))
    for (const name of CONFIGS) {
      const path = joinPath(folder, name);
      const text = path.endsWith('.json') ? context.neighbour(path) : undefined;
      const found = text === undefined ? undefined : defineIn(path, text);
      if (found) return saidOf(found);
    }
  return new Map();
}
