import type { BoundFunction, CodeModule, Scope } from '../../code';
import type { Script } from '../../model';
import type { ReadContext } from '../format';
import { opaque, scriptOf, statement } from './build';
import { createEmitter, type Emitter } from './emit';
import { exportedFunction } from './exported';
import { moduleOf, projectScope } from './project-imports';

/** One direction of a script, and what its calls told besides. */
export interface Direction<T> {
  readonly script: Script;
  readonly told: T | undefined;
}

export interface Directions<T> {
  readonly module: CodeModule;
  readonly scope: Scope;
  readonly up: Direction<T>;
  readonly down: Direction<T> | undefined;
}

/** The functions `up` and `down` that a script exports, each gone through by its tool's calls. */
export function readDirections<T>(
  file: { readonly uri: string; readonly text: string },
  context: ReadContext,
  calls: (on: Emitter, called: BoundFunction) => T,
  find: (module: CodeModule, scope: Scope, name: 'up' | 'down') => BoundFunction | undefined = exportedFunction,
): Directions<T> {
  const module = moduleOf(file);
  const scope = projectScope(module, context);
  const direction = (name: 'up' | 'down'): Direction<T> | undefined => {
    const called = find(module, scope, name);
    if (!called) return undefined;
    const on = createEmitter(module, context.dialect);
    const told = calls(on, called);
    const script = scriptOf(module, on.statements);
    return { script: name === 'up' ? script : { ...script, comments: [], problems: [] }, told };
  };
  return {
    module,
    scope,
    up: direction('up') ?? { script: notFound(module), told: undefined },
    down: direction('down'),
  };
}

function notFound(module: CodeModule): Script {
  const whole = { start: 0, end: module.text.length };
  return scriptOf(module, [
    statement(module.lines.span(0, module.text.length), [opaque(module, whole, 'no function "up" is seen here')]),
  ]);
}
