import { defineTool, error, ok } from '../define-tool';
import { nearest } from '../lookup';

export const tool = defineTool({
  name: 'explain_rule',
  description:
    'What a rule checks, the incident that it prevents, what to do instead, its sources, and where it fires here.',
  effect: 'read',
  input: {
    type: 'object',
    properties: { rule: { type: 'string', description: 'The id, as in a finding.' } },
    required: ['rule'],
    additionalProperties: false,
  },
  doing: ({ rule }) => `Looking up ${rule}`,
  run({ rule: id }, context) {
    const rule = context.rules.find((candidate) => candidate.id === id.trim());
    if (rule === undefined) {
      const known = context.rules.map((candidate) => candidate.id);
      return error(`No rule "${id}". Nearest: ${nearest(id, known).join(', ')}.`);
    }
    const places = context.layers.flatMap((layer) =>
      context
        .findingsOf(layer)
        .filter((finding) => finding.rule === rule.id)
        .map(({ span }) => `\`${context.cite(span)}\``),
    );
    const here =
      places.length === 0
        ? 'It finds nothing here.'
        : `It fires here at ${places.slice(0, 10).join(', ')}${places.length > 10 ? ` and ${places.length - 10} more places` : ''}.`;
    const text = [
      `### ${rule.id}`,
      `${rule.severity}, ${rule.category}`,
      '',
      rule.what,
      '',
      `**Why.** ${rule.why}`,
      '',
      `**Instead.** ${rule.instead}`,
      '',
      here,
      '',
      ...rule.sources.map((source) => `- ${source}`),
    ].join('\n');
    return ok(text, `Looked up ${rule.id}`);
  },
});
