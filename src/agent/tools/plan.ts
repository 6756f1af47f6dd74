import { defineTool, error, ok } from '../define-tool';
import { findLayer } from '../lookup';
import type { Planned, Rehearsed, ToolContext } from '../tool';
import { countText, engineText, findingLine } from '../words';

export const tool = defineTool({
  name: 'plan',
  description:
    'Reviews SQL as the next migration of a data layer, at the end of its history, before anything is proposed: locks and what they block, rewrites, lost data, code that breaks, and the same SQL with every safe fix applied; and plans it: the safe sequence of migrations with the releases of the application between them, which `propose` writes when it is given `plan`.',
  effect: 'read',
  input: {
    type: 'object',
    properties: {
      sql: { type: 'string', description: 'The statements, in the dialect of the data layer.' },
      dataLayer: { type: 'string', description: 'Needed where there are several.' },
    },
    required: ['sql'],
    additionalProperties: false,
  },
  doing: () => 'Reviewing the change',
  run({ sql, dataLayer }, context) {
    const found = findLayer(context, dataLayer);
    if (found.kind === 'missing') return error(found.because);
    if (sql.trim() === '') return error('Give the SQL of the change.');
    const layer = found.value;
    const rehearsed = context.rehearse({ layer, name: 'planned change', up: sql, down: undefined });
    const head = `As the next migration of ${layer.name}${layer.version === undefined ? '' : `, on ${engineText(layer)}`}:`;
    const fits = rehearsed.problems.length === 0 && rehearsed.notUnderstood.length === 0;
    const facts = { findings: rehearsed.findings.length, ...(fits ? { sql: rehearsed.safer ?? sql } : {}) };
    const summary = `Reviewed the change, ${countText(rehearsed.findings.length, 'finding')}`;
    const followUps = [...new Set(rehearsed.findings.map(({ rule }) => `/explain ${rule}`))].slice(0, 3);
    const planned = fits ? plannedLines(context.plan(layer, sql)) : [];
    return ok([head, '', ...body(rehearsed, context), ...planned].join('\n'), summary, { facts, followUps });
  },
});

function body(rehearsed: Rehearsed, context: ToolContext): readonly string[] {
  const { findings, notUnderstood, problems, destructive, safer } = rehearsed;
  return [
    ...(findings.length === 0 ? ['No rule objects.'] : findings.map((finding) => findingLine(finding, context))),
    ...problems.map((problem) => `- **does not fit the history**: ${problem}`),
    ...destructive.map((what) => `- **loses data**: \`${what}\``),
    ...notUnderstood.map((text) => `- **not understood**, so not reviewed: \`${text}\``),
    ...(safer === undefined ? [] : ['', 'With every safe fix applied:', '', '```sql', safer.trimEnd(), '```']),
    '',
    'By rules alone: it was not run on an engine.',
  ];
}

/** Only where the plan is more than the SQL itself. */
function plannedLines(planned: Planned): readonly string[] {
  if (planned.kind === 'impossible' || planned.steps < 2) return [];
  return ['', `**As a safe sequence**: ${planned.title}.`, '', planned.rationale.trimEnd()];
}
