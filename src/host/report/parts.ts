import type { FindingView, LayerSummary, NoticeView, NotUnderstoodView } from '../../server/requests';
import { percent, plural } from '../text';
import { commandLink, type Html, html, nothing, placeLink, text } from './html';

const groups = [
  { severity: 'error', heading: 'Errors', meaning: 'An outage or lost data is likely.' },
  { severity: 'warning', heading: 'Warnings', meaning: 'Blocks or breaks under load, or breaks running code.' },
  { severity: 'info', heading: 'Advice', meaning: 'Design advice.' },
] as const;

function findingPart(finding: FindingView): Html {
  const fix =
    finding.fixes.length === 0 ? nothing : html`<p class="quiet">Quick fix: ${finding.fixes.join('; or ')}</p>`;
  const rule = commandLink('showRulePage', finding.rule, text(finding.rule), 'Why this rule?');
  return html`<li>
<p>${placeLink(finding.path, finding.place)} · ${rule}</p>
<p>${finding.message}</p>
${fix}
</li>`;
}

/** Findings under a heading for each severity, the worst first. */
export function findingParts(findings: readonly FindingView[]): readonly Html[] {
  return groups.flatMap(({ severity, heading, meaning }) => {
    const some = findings.filter((finding) => finding.severity === severity);
    if (some.length === 0) return [];
    return [
      html`<h2><span class="severity ${severity}">${heading}</span> (${some.length})</h2>
<p class="quiet">${meaning}</p>
<ul>${some.map(findingPart)}</ul>`,
    ];
  });
}

export function layerParts(layers: readonly LayerSummary[]): Html {
  const rows = layers.map(
    (
      layer,
    ) => html`<li><strong>${layer.name}</strong>: ${layer.engine} <span class="quiet">(because of ${layer.dialectBecause})</span>,
${plural(layer.tables, 'table')}, ${plural(layer.migrations, 'migration')}; ${percent(layer.coverage)} of
${plural(layer.coverage.statements, 'statement')} understood</li>`,
  );
  return html`<ul>${rows}</ul>`;
}

/** Statements that took no part in the review. */
export function missedParts(missed: readonly NotUnderstoodView[]): readonly Html[] {
  if (missed.length === 0) return [];
  const rows = missed.map(
    ({ path, place, text: statement, reason }) => html`<li>
<p>${placeLink(path, place)} · ${reason}</p>
<p><code>${statement}</code></p>
</li>`,
  );
  return [
    html`<h2>Not understood (${missed.length})</h2>
<p class="quiet">These statements take no part in the schema or in the review.</p>
<ul>${rows}</ul>`,
  ];
}

/** Statements of which the dialect's own parser, or the nearest to it, says something else. */
export function disputedParts(disputed: readonly NotUnderstoodView[]): readonly Html[] {
  if (disputed.length === 0) return [];
  const rows = disputed.map(({ path, place, reason }) => html`<li>${placeLink(path, place)} · ${reason}</li>`);
  return [
    html`<h2>Read differently by a second parser (${disputed.length})</h2>
<p class="quiet">Our own reading stands.</p>
<ul>${rows}</ul>`,
  ];
}

export function noticeParts(notices: readonly NoticeView[]): readonly Html[] {
  if (notices.length === 0) return [];
  const rows = notices.map(({ message }) => html`<li>${message}</li>`);
  return [
    html`<h2>Not read as they are (${notices.length})</h2>
<ul>${rows}</ul>`,
  ];
}
