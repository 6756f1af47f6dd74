import type { DataLayer, Finding, Migration, Script } from '../model';
import type { ReviewSettings } from './settings';

/** No rule, for it has nothing to weigh: what a file says cannot be read as it is meant. */
export const SYNTAX_ERROR = 'syntax-error';

/**
 * What the readers and the engine's own parser refuse, as findings. A layer that no full parser has gone over yet has only what the
 * reader is sure of: quotes, comments and blocks that are not closed.
 */
export function syntaxErrors(layer: DataLayer, settings: ReviewSettings = {}): readonly Finding[] {
  const severity = settings.severities?.[SYNTAX_ERROR] ?? 'error';
  if (severity === 'off') return [];
  return scriptsOf(layer)
    .flatMap(({ problems }) => problems)
    .map(({ span, message }) => ({ rule: SYNTAX_ERROR, severity, message, span, related: [], fixes: [] }));
}

function scriptsOf({ migrations, models, dumps }: DataLayer): readonly Script[] {
  const both = ({ up, down }: Migration) => (down.kind === 'script' ? [up, down.script] : [up]);
  return [...migrations.flatMap(both), ...[...models, ...dumps].flatMap(({ scripts }) => scripts)];
}
