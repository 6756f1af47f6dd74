import { check, type ObjectSchema } from './schema';
import type { Tool, ToolDefinition, ToolResult } from './tool';

/** Declares a tool. What it gets has been held against its schema; the model is told what was wrong with anything else. */
export function defineTool<const S extends ObjectSchema>(definition: ToolDefinition<S>): Tool {
  const { name, description, input, effect } = definition;
  return {
    name,
    description,
    input,
    effect,
    doing: (given) => {
      const checked = check(input, given);
      return checked.kind === 'valid' ? definition.doing(checked.value) : name;
    },
    run: (given, context) => {
      const checked = check(input, given);
      if (checked.kind === 'valid') return definition.run(checked.value, context);
      return error(`${name} was not run: ${checked.because}.`);
    },
  };
}

export function error(text: string): ToolResult {
  return { kind: 'error', text };
}

type More = Partial<Omit<Extract<ToolResult, { readonly kind: 'ok' }>, 'kind' | 'text' | 'summary'>>;

export function ok(text: string, summary: string, more: More = {}): ToolResult {
  return { kind: 'ok', text, summary, ...more };
}
