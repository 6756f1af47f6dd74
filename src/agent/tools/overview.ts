import type { DataLayer } from '../../model';
import { defineTool, ok } from '../define-tool';
import type { ToolContext } from '../tool';
import { countText, engineText, listText } from '../words';

export const tool = defineTool({
  name: 'overview',
  description:
    'What databases this workspace holds: each data layer with engine, tools, newest migration, tables, findings, and what could not be read. Start here.',
  effect: 'read',
  input: { type: 'object', properties: {}, required: [], additionalProperties: false },
  doing: () => 'Looking at the data layers',
  run(_, context) {
    const { layers } = context;
    if (layers.length === 0) {
      const text = 'No data layer was found: no migrations, ORM models or schema dumps that the extension reads.';
      return ok(text, 'Found no data layer', { facts: { layers: [] } });
    }
    const tables = layers.reduce((sum, { schema }) => sum + schema.tables.size, 0);
    const text = layers.map((layer) => describeLayer(layer, context)).join('\n\n');
    const facts = {
      layers: layers.map(({ name, dialect, migrations, schema }) => ({
        name,
        dialect,
        migrations: migrations.length,
        tables: [...schema.tables.keys()],
      })),
    };
    const summary = `Found ${countText(layers.length, 'data layer')}, ${countText(tables, 'table')}`;
    return ok(text, summary, { facts, followUps: ['/review'] });
  },
});

function describeLayer(layer: DataLayer, context: ToolContext): string {
  const { coverage, schema, migrations } = layer;
  const newest = migrations.filter(({ repeatable }) => !repeatable).at(-1);
  const declared = [...layer.models, ...layer.dumps].map(({ tool, kind, scripts }) => {
    const files = listText(
      scripts.map(({ uri }) => `\`${context.path(uri)}\``),
      4,
    );
    return `- ${kind === 'models' ? 'models' : 'dump'} by ${tool}: ${files}`;
  });
  const missed = coverage.notUnderstood
    .slice(0, 5)
    .map(({ span, reason }) => `  - \`${context.cite(span)}\`: ${reason}`);
  return [
    `### ${layer.name}`,
    `- engine: ${engineText(layer)} (${layer.dialectBecause})`,
    ...(newest === undefined
      ? []
      : [
          `- migrations: ${migrations.length} by ${newest.tool}, newest ${newest.version} "${newest.name}" in \`${context.path(newest.uri)}\``,
        ]),
    ...declared,
    `- tables (${schema.tables.size}): ${listText([...schema.tables.keys()], 60)}`,
    ...(schema.views.size === 0 ? [] : [`- views (${schema.views.size}): ${listText([...schema.views.keys()], 30)}`]),
    `- findings: ${findingsText(layer, context)}`,
    `- understood: ${coverage.understood} of ${countText(coverage.statements, 'statement')}`,
    ...missed,
    ...(layer.problems.length === 0
      ? []
      : [
          `- the history does not add up in ${countText(layer.problems.length, 'place')}, first: ${layer.problems[0]?.message}`,
        ]),
  ].join('\n');
}

function findingsText(layer: DataLayer, context: ToolContext): string {
  const findings = context.findingsOf(layer);
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  if (findings.length === 0) return 'none';
  return `${countText(count('error'), 'error')}, ${countText(count('warning'), 'warning')}, ${count('info')} of advice`;
}
