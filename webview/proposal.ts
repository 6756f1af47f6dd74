/** The card of a proposal: what it changes, what the engine says of it, and the buttons. Nothing is written before Accept. */
import type { ProposalCard, ProposedFile } from '../src/protocol';
import { h, icon, plural, setText } from './dom';
import { evidenceView } from './evidence';
import { markdownView } from './markdown';
import type { Post } from './post';
import { badge, button } from './toolkit';

export interface ProposalView {
  readonly element: HTMLElement;
  update(card: ProposalCard): void;
}

const stateWords = {
  pending: { word: 'Waiting for you', icon: 'circle-outline' },
  accepted: { word: 'Accepted', icon: 'check' },
  rejected: { word: 'Rejected', icon: 'close' },
  undone: { word: 'Taken back', icon: 'discard' },
  stale: { word: 'Out of date', icon: 'warning' },
} as const;

/** A view of one proposal. */
export function proposalView(post: Post): ProposalView {
  const title = h('h3', { class: 'card-title' });
  const pill = h('span', { class: 'card-state' });
  const rationale = markdownView();
  const files = h('ul', { class: 'card-files', 'aria-label': 'Files' });
  const evidence = h('div', { class: 'card-evidence' });
  const actions = h('div', { class: 'card-actions' });
  const element = h(
    'section',
    { class: 'card', tabindex: '-1' },
    h('header', { class: 'card-header' }, icon('git-pull-request-draft', 'card-icon'), title, pill),
    rationale.element,
    files,
    evidence,
    actions,
  );
  let shown: ProposalCard | undefined;
  element.addEventListener('focusin', () => post({ kind: 'focusProposal', proposal: shown?.id ?? '' }));
  element.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node) || !element.contains(event.relatedTarget))
      post({ kind: 'focusProposal', proposal: '' });
  });
  const update = (card: ProposalCard): void => {
    const before = shown;
    shown = card;
    element.dataset.proposal = card.id;
    element.dataset.state = card.state.kind;
    element.setAttribute('aria-label', `Proposal: ${card.title}. ${stateWords[card.state.kind].word}`);
    setText(title, card.title);
    rationale.render(card.rationale);
    const changed = (key: 'files' | 'evidence' | 'state' | 'edited') =>
      before === undefined || JSON.stringify(before[key]) !== JSON.stringify(card[key]);
    if (changed('state')) pill.replaceChildren(statePill(card));
    if (changed('files') || changed('edited'))
      files.replaceChildren(...card.files.map((file) => fileRow(file, card, post)));
    if (changed('evidence') || changed('edited') || changed('state'))
      evidence.replaceChildren(...evidenceView(card, post));
    if (changed('state')) actions.replaceChildren(...actionsOf(card, post));
  };
  return { element, update };
}

function statePill(card: ProposalCard): HTMLElement {
  const pill = badge(stateWords[card.state.kind].word, `state-${card.state.kind}`);
  pill.prepend(icon(stateWords[card.state.kind].icon));
  return pill;
}

const changeWords = { create: 'new', modify: 'changed', delete: 'deleted' } as const;
const changeIcons = { create: 'diff-added', modify: 'diff-modified', delete: 'diff-removed' } as const;

function fileRow(file: ProposedFile, card: ProposalCard, post: Post): HTMLElement {
  const open = h(
    'button',
    {
      type: 'button',
      class: 'link-button file-open',
      title: `Open the diff of ${file.path}`,
      onclick: () => post({ kind: 'openDiff', proposal: card.id, uri: file.uri }),
    },
    ...pathPieces(file.path),
  );
  const edited = card.edited.includes(file.uri) ? h('span', { class: 'file-edited' }, 'edited by you') : undefined;
  const counts = h(
    'span',
    { class: 'file-counts' },
    count(file.added, '+', 'line added', 'lines added'),
    count(file.removed, '−', 'line removed', 'lines removed'),
  );
  const head = h(
    'div',
    { class: 'file-head' },
    icon(changeIcons[file.change], `change-${file.change}`),
    open,
    h('span', { class: 'file-change' }, changeWords[file.change]),
    edited,
    counts,
  );
  return h('li', {}, head, ...(file.lines.length === 0 ? [] : [preview(file)]));
}

function count(lines: number, sign: string, one: string, many: string): HTMLElement | undefined {
  if (lines === 0) return undefined;
  const words = h('span', { class: 'hidden-heading' }, plural(lines, one, many));
  return h('span', {}, h('span', { 'aria-hidden': 'true' }, `${sign}${lines}`), words);
}

/** A long path breaks at its folders. */
function pathPieces(path: string): (HTMLElement | string)[] {
  return path.split('/').flatMap((piece, index) => (index === 0 ? [piece] : ['/', h('wbr'), piece]));
}

const marks = { added: '+', removed: '−', same: ' ', gap: '⋯' } as const;

function preview(file: ProposedFile): HTMLElement {
  const lines = file.lines.map(({ kind, text }) =>
    h('span', { class: `line ${kind}` }, h('span', { class: 'mark' }, marks[kind]), `${text}\n`),
  );
  const more =
    file.more > 0 ? [h('span', { class: 'line gap' }, `⋯ ${plural(file.more, 'more line')} in the diff\n`)] : [];
  return h(
    'pre',
    { class: 'file-preview', tabindex: '0', role: 'region', 'aria-label': `Changes in ${file.path}` },
    h('code', {}, ...lines, ...more),
  );
}

function actionsOf(card: ProposalCard, post: Post): HTMLElement[] {
  const first = card.files[0]?.uri ?? '';
  const diff = button({
    label: 'Open Diff',
    look: 'secondary',
    title: 'Open the diff; its right side can be edited before you accept',
    onClick: () => post({ kind: 'openDiff', proposal: card.id, uri: first }),
  });
  const reject = button({
    label: 'Reject',
    look: 'secondary',
    title: 'Reject: nothing is written',
    onClick: () => post({ kind: 'reject', proposal: card.id }),
  });
  if (card.state.kind === 'pending') {
    const accept = button({
      label: 'Accept',
      look: 'primary',
      icon: 'check',
      title: `Write ${plural(card.files.length, 'file')}, as one undo step`,
      onClick: () => post({ kind: 'accept', proposal: card.id }),
    });
    return [accept, diff, reject];
  }
  if (card.state.kind === 'stale') return [h('p', { class: 'card-because' }, card.state.because), diff, reject];
  const at = new Date(card.state.at);
  const when = Number.isNaN(at.getTime())
    ? ''
    : ` ${at.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}`;
  const words = {
    accepted: `Accepted${when}${card.state.kind === 'accepted' ? despiteOf(card.state.despite) : ''}.`,
    rejected: `Rejected${when}. Nothing was written.`,
    undone: `Taken back${when}. What was written since is still there.`,
  }[card.state.kind];
  const undo = button({
    label: 'Undo',
    look: 'secondary',
    icon: 'discard',
    title: 'Take back this change and nothing that was written since',
    onClick: () => post({ kind: 'undo', proposal: card.id }),
  });
  return [h('p', { class: 'card-because' }, words), diff, ...(card.state.kind === 'accepted' ? [undo] : [])];
}

/** What had failed and was accepted by name. */
function despiteOf(failed: readonly string[] | undefined): string {
  return failed === undefined ? '' : ` although it had failed (${failed.join('; ')})`;
}
