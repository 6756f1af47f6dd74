/** What the engine, and not the model, says of a proposal. Severity is said in words and icons, never by colour alone. */
import type { FindingLine, ProposalCard } from '../src/protocol';
import { h, icon, plural } from './dom';
import type { Post } from './post';

/** The evidence of a proposal, as rows. */
export function evidenceView({ evidence, edited, state }: ProposalCard, post: Post): HTMLElement[] {
  const rows: HTMLElement[] = [];
  for (const what of evidence.destructive) {
    rows.push(row('flame', 'destructive', h('strong', {}, 'Loses data: '), h('code', {}, what)));
  }
  rows.push(findingsRow(evidence, post));
  for (const one of evidence.verifications) {
    if (one.kind === 'notVerified') {
      rows.push(row('question', 'unknown', h('strong', {}, 'Not verified: '), `${one.what}, because ${one.because}`));
    } else {
      const failed = one.kind === 'failed';
      rows.push(row(failed ? 'error' : 'pass', failed ? 'failed' : 'verified', `${one.what}: ${one.result}`));
    }
  }
  if (edited.length > 0) {
    rows.push(
      row(
        'edit',
        'unknown',
        state.kind === 'pending' ? 'You edited it in the diff: Accept writes your text.' : 'Edited by you in the diff.',
      ),
    );
  }
  return rows;
}

function row(glyph: string, kind: string, ...children: (Node | string)[]): HTMLElement {
  return h('div', { class: `evidence ${kind}` }, icon(glyph), h('span', {}, ...children));
}

function findingsRow({ fixed, raised, before, after }: ProposalCard['evidence'], post: Post): HTMLElement {
  const words = [
    ...(fixed.length > 0 ? [`${fixed.length} fixed`] : []),
    ...(raised.length > 0 ? [`${raised.length} new`] : []),
  ];
  const summary = `Findings ${before} → ${after}${words.length > 0 ? ` (${words.join(', ')})` : ''}`;
  const glyph = raised.length > 0 ? 'warning' : 'pass';
  const kind = raised.length > 0 ? 'failed' : 'verified';
  if (fixed.length + raised.length === 0) return row(glyph, kind, summary);
  return h(
    'details',
    { class: `evidence ${kind}` },
    h('summary', {}, icon(glyph), summary),
    list('Fixed', fixed, post),
    list('New', raised, post),
  );
}

const severityIcons = { error: 'error', warning: 'warning', info: 'info' } as const;

function list(title: string, findings: readonly FindingLine[], post: Post): HTMLElement | undefined {
  if (findings.length === 0) return undefined;
  const items = findings.map(({ rule, severity, message, place }) =>
    h(
      'li',
      {},
      h('span', { class: `severity-${severity}`, role: 'img', 'aria-label': severity }, icon(severityIcons[severity])),
      h(
        'button',
        {
          type: 'button',
          class: 'link-button',
          title: 'Open the place',
          onclick: () => post({ kind: 'openPlace', place }),
        },
        rule,
      ),
      ` ${message}`,
    ),
  );
  return h(
    'div',
    { class: 'finding-list' },
    h('div', { class: 'tool-label' }, `${title}: ${plural(findings.length, 'finding')}`),
    h('ul', {}, ...items),
  );
}
