import { type DataLayer, type Finding, readingOrder } from '../../model';
import { defineTool, error, ok } from '../define-tool';
import { findLayer, findTables } from '../lookup';
import type { ToolContext } from '../tool';
import { countText, findingLine } from '../words';

/** What fits a side panel without burying its reader. */
const PAGE = 15;
/** Rules that the head counts. */
const COUNTED = 6;
const RANK = { error: 0, warning: 1, info: 2 } as const;

export const tool = defineTool({
  name: 'review',
  description:
    'Findings of the review engine: for the whole workspace, or for one data layer, table, file or folder. Worst first, then the newest migration first, 15 at a time. These are facts by rules, not opinions.',
  effect: 'read',
  input: {
    type: 'object',
    properties: {
      dataLayer: { type: 'string' },
      table: { type: 'string' },
      path: { type: 'string', description: 'A file or folder, relative to the workspace.' },
      rule: { type: 'string', description: 'Only findings of this rule.' },
      atLeast: { type: 'string', enum: ['error', 'warning', 'info'] },
      page: { type: 'integer', description: 'From 1.' },
    },
    required: [],
    additionalProperties: false,
  },
  doing: ({ table, path, dataLayer }) => `Reviewing ${table ?? path ?? dataLayer ?? 'the workspace'}`,
  run({ dataLayer, table, path, rule, atLeast = 'info', page = 1 }, context) {
    const within = dataLayer === undefined ? undefined : findLayer(context, dataLayer);
    if (within?.kind === 'missing') return error(within.because);
    const layers = within === undefined ? context.layers : [within.value];
    if (layers.length === 0) return error('There is nothing to review: no data layer was found in this workspace.');
    const tables = table === undefined ? undefined : findTables(layers, table);
    if (tables?.kind === 'missing') return error(tables.because);
    const folder = path?.replace(/\/+$/, '');
    const below = (at: string) => folder === undefined || folder === '' || at === folder || at.startsWith(`${folder}/`);
    if (folder !== undefined && !files(layers, context).some(below)) return error(noFile(folder, layers, context));
    const wanted = (layer: DataLayer, finding: Finding) =>
      below(context.path(finding.span.uri)) &&
      (rule === undefined || finding.rule === rule) &&
      RANK[finding.severity] <= RANK[atLeast] &&
      (tables === undefined || tables.value.some((placed) => placed.layer === layer && placed.key === finding.table));
    const findings = layers
      .flatMap((layer) => context.findingsOf(layer).filter((finding) => wanted(layer, finding)))
      .sort(readingOrder(layers));
    const scope = table ?? path ?? dataLayer ?? 'the workspace';
    const shown = findings.slice((page - 1) * PAGE, page * PAGE);
    const explain = [...new Set(shown.map((finding) => `/explain ${finding.rule}`))];
    const next =
      page * PAGE < findings.length ? [`/review ${[table ?? path ?? '', `page ${page + 1}`].join(' ').trim()}`] : [];
    const followUps = [...next, ...explain].slice(0, 3);
    const facts = { findings: findings.length };
    return ok(report(findings, { shown, page }, coverage(layers), context), summary(scope, findings), {
      facts,
      followUps,
    });
  },
});

function files(layers: readonly DataLayer[], context: ToolContext): readonly string[] {
  const uris = layers.flatMap((layer) => [
    ...layer.migrations.flatMap(({ uri, down }) => (down.kind === 'script' ? [uri, down.uri] : [uri])),
    ...[...layer.models, ...layer.dumps].flatMap(({ scripts }) => scripts.map(({ uri }) => uri)),
  ]);
  return [...new Set(uris)].map((uri) => context.path(uri));
}

function noFile(path: string, layers: readonly DataLayer[], context: ToolContext): string {
  const known = files(layers, context);
  return `No file of a data layer is at "${path}". There are ${known.length}, the last ones: ${known.slice(-8).join(', ')}.`;
}

function summary(scope: string, findings: readonly Finding[]): string {
  return findings.length === 0
    ? `Reviewed ${scope}, no findings`
    : `Reviewed ${scope}, ${countText(findings.length, 'finding')}`;
}

function coverage(layers: readonly DataLayer[]): string {
  const statements = layers.reduce((sum, layer) => sum + layer.coverage.statements, 0);
  const understood = layers.reduce((sum, layer) => sum + layer.coverage.understood, 0);
  return `${understood} of ${countText(statements, 'statement')} understood${understood < statements ? '; the rest was not reviewed' : ''}.`;
}

/** `create-index-non-concurrent 68, drop-column 27 and 9 more rules` */
function byRule(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const most = [...counts].sort(([, a], [, b]) => b - a).map(([rule, count]) => `\`${rule}\` ${count}`);
  const rest = most.length - COUNTED;
  return rest > 0 ? `${most.slice(0, COUNTED).join(', ')} and ${countText(rest, 'more rule')}` : most.join(', ');
}

interface Page {
  readonly shown: readonly Finding[];
  readonly page: number;
}

function report(findings: readonly Finding[], { shown, page }: Page, covered: string, context: ToolContext): string {
  if (findings.length === 0) return `No findings. ${covered}`;
  const rest = findings.length - page * PAGE;
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  const cut = findings.length > PAGE;
  return [
    `${countText(count('error'), 'error')}, ${countText(count('warning'), 'warning')}, ${count('info')} of advice. ${covered}`,
    ...(cut
      ? ['', `By rule: ${byRule(findings)}.`, '', 'The worst first, and of those the newest migration first:']
      : []),
    '',
    ...shown.map((finding) => findingLine(finding, context)),
    ...(rest > 0 ? ['', `${rest} more: ask for page ${page + 1}.`] : []),
  ].join('\n');
}
