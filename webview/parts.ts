/** Parts of an answer: text, thinking, tool runs, notices. (Proposals have a file of their own.) */
import type { FormPart, NoticePart, Part, ProposalPart, TextPart, ThinkingPart, ToolPart } from '../src/protocol';
import { actionButton } from './action';
import { h, icon, setText, show } from './dom';
import { formView } from './form';
import { markdownView } from './markdown';
import type { Post } from './post';
import { proposalView } from './proposal';
import { progressRing } from './toolkit';

export interface PartView {
  readonly element: HTMLElement;
  /** `streamed` is the text so far of a part that is growing. */
  update(part: Part, streamed: string | undefined): void;
}

/** A view for the part; updates come with the same kind of part. */
export function partView(part: Part, turn: string, post: Post): PartView {
  switch (part.kind) {
    case 'text':
      return textView();
    case 'thinking':
      return thinkingView();
    case 'tool':
      return toolView();
    case 'notice':
      return noticeView(turn, post);
    case 'form':
      return adapt(formView(post), (view, one: FormPart) => view.update(one));
    case 'proposal':
      return adapt(proposalView(post), (view, one: ProposalPart) => view.update(one.proposal));
  }
}

function adapt<V extends { readonly element: HTMLElement }, P extends Part>(
  view: V,
  update: (view: V, part: P) => void,
): PartView {
  // A part never changes its kind: its view was made for it.
  return { element: view.element, update: (part) => update(view, part as P) };
}

function textView(): PartView {
  const view = markdownView();
  return { element: view.element, update: (part, streamed) => view.render(streamed ?? (part as TextPart).text) };
}

function thinkingView(): PartView {
  const title = h('span', { class: 'tool-title' });
  const view = markdownView();
  const element = h('details', { class: 'tool thinking' }, h('summary', {}, icon('lightbulb'), title), view.element);
  return adapt({ element }, (_view, part: ThinkingPart) => {
    setText(title, part.seconds === undefined ? 'Thinking…' : `Thought for ${Math.max(1, Math.round(part.seconds))} s`);
    view.render(part.text);
  });
}

const toolIcons = { done: 'check', failed: 'error', stopped: 'circle-slash' } as const;

function toolView(): PartView {
  const mark = h('span', { class: 'tool-mark' });
  const title = h('span', { class: 'tool-title' });
  const name = h('code', {});
  const input = h('pre', { tabindex: '0', role: 'region', 'aria-label': 'Input' });
  const result = h('pre', { tabindex: '0', role: 'region', 'aria-label': 'Result' });
  const resultLabel = h('div', { class: 'tool-label' });
  const problem = h('div', { class: 'tool-problem' });
  const body = h(
    'div',
    { class: 'tool-body' },
    h('div', { class: 'tool-label' }, 'Asked ', name),
    input,
    resultLabel,
    result,
  );
  const element = h('details', { class: 'tool' }, h('summary', {}, mark, title), body);
  let state = '';
  const view = adapt({ element }, (_view, part: ToolPart) => {
    if (state !== part.state) {
      state = part.state;
      element.dataset.state = state;
      mark.replaceChildren(part.state === 'running' ? progressRing() : icon(toolIcons[part.state]));
    }
    setText(title, part.title);
    setText(name, part.name);
    setText(input, part.input);
    setText(resultLabel, part.state === 'failed' ? 'Error' : 'Answer');
    setText(result, part.result);
    show(resultLabel, part.result !== '');
    show(result, part.result !== '');
    setText(problem, part.state === 'failed' ? firstLine(part.result) : '');
    show(problem, part.state === 'failed');
  });
  return { element: h('div', { class: 'tool-part' }, element, problem), update: view.update };
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

function noticeView(turn: string, post: Post): PartView {
  const element = h('div', { class: 'notice' });
  return adapt({ element }, (_view, part: NoticePart) => {
    element.dataset.tone = part.tone;
    element.replaceChildren(
      icon(part.tone === 'warning' ? 'warning' : 'info'),
      h('span', { class: 'notice-text' }, part.sentence),
      ...(part.action === undefined ? [] : [actionButton(part.action, turn, 'secondary', post)]),
    );
  });
}
