import {
  backupPlan,
  type DocumentFacts,
  type DocumentFile,
  decisionRecord,
  documentFacts,
  grafanaDashboard,
  poolConfiguration,
  prometheusRules,
  runbook,
} from '../../advise';
import { defineTool, error, ok } from '../define-tool';
import { findLayer } from '../lookup';

const KINDS = ['decision record', 'runbook', 'backup plan', 'alerts', 'dashboard', 'pool'] as const;

export const tool = defineTool({
  name: 'draft_document',
  description:
    'Text of a document filled with what the workspace tells: decision record (MADR), runbook, backup plan, Prometheus alerts, Grafana dashboard, PgBouncer pool. Complete it and put it before the user with `propose`.',
  effect: 'read',
  input: {
    type: 'object',
    properties: {
      kind: { type: 'string', enum: KINDS },
      title: { type: 'string', description: 'Of a decision record; else empty.' },
      dataLayer: { type: 'string', description: 'Empty where there is one.' },
    },
    required: ['kind', 'title', 'dataLayer'],
    additionalProperties: false,
  },
  doing: ({ kind }) => `Drafting the ${kind}`,
  run({ kind, title, dataLayer }, context) {
    const found = findLayer(context, dataLayer);
    if (found.kind === 'missing') return error(found.because);
    const facts = documentFacts(found.value, 'YYYY-MM-DD');
    if (kind === 'pool' && found.value.dialect !== 'postgresql') return error('PgBouncer is for PostgreSQL only.');
    const { path, content } = documentOf(kind, title, facts);
    return ok(
      [`For \`${path}\`:`, '', '````', content.trimEnd(), '````'].join('\n'),
      `Drafted the ${kind} of ${found.value.name}`,
    );
  },
});

function documentOf(kind: (typeof KINDS)[number], title: string, facts: DocumentFacts): DocumentFile {
  switch (kind) {
    case 'decision record':
      return decisionRecord(
        facts,
        title.trim() === '' ? 'A decision about the database' : title.replace(/\s+/g, ' ').trim(),
      );
    case 'runbook':
      return runbook(facts);
    case 'backup plan':
      return backupPlan(facts, 5, 60);
    case 'alerts':
      return prometheusRules(facts);
    case 'dashboard':
      return grafanaDashboard(facts);
    case 'pool':
      return poolConfiguration(facts, 20);
  }
}
