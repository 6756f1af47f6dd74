/** Questions of the architect: choices with one assumed, and room for another answer. What is answered goes as the next message. */
import type { FormPart, FormQuestion } from '../src/protocol';
import { h, icon } from './dom';
import type { Post } from './post';
import { button, textField } from './toolkit';

export interface FormView {
  readonly element: HTMLElement;
  update(part: FormPart): void;
}

interface Asked {
  readonly element: HTMLElement;
  answer(): string;
}

/** A form. Once it is answered, here or by a message of the user's own, it only shows what was asked. */
export function formView(post: Post): FormView {
  const element = h('form', { class: 'form', 'aria-label': 'Questions of the architect' });
  let shown = '';
  const update = (part: FormPart): void => {
    const key = `${part.id} ${part.answered}`;
    if (key === shown) return;
    shown = key;
    const asked = part.questions.map((one, at) => questionView(one, `${part.id}-${at}`, part.answered));
    const send = (answers: readonly string[]) => {
      const lines = part.questions.map(({ question }, at) => `- ${question} ${answers[at] ?? ''}`);
      post({ kind: 'send', text: lines.join('\n') });
    };
    const buttons = h(
      'div',
      { class: 'row' },
      button({ label: 'Send Answers', look: 'primary', onClick: () => send(asked.map(({ answer }) => answer())) }),
      button({
        label: 'Go with What Is Assumed',
        look: 'secondary',
        onClick: () => send(part.questions.map(({ assumed }) => `${assumed} (as you assumed)`)),
      }),
    );
    element.replaceChildren(...asked.map((one) => one.element), ...(part.answered ? [] : [buttons]));
    element.dataset.answered = String(part.answered);
  };
  element.addEventListener('submit', (event) => event.preventDefault());
  return { element, update };
}

function questionView({ question, why, choices, assumed }: FormQuestion, name: string, answered: boolean): Asked {
  const other = textField(`Another answer to: ${question}`, 'Something else', () => {
    if (other.text() !== '') for (const { input } of options) input.checked = false;
  });
  const options = choices.map((choice) => {
    const input = h('input', { type: 'radio', name, value: choice });
    input.checked = choice === assumed;
    input.disabled = answered;
    input.addEventListener('change', () => other.setText(''));
    const hint = choice === assumed ? [h('span', { class: 'hint' }, ' assumed')] : [];
    return { input, element: h('label', { class: 'choice' }, input, h('span', {}, choice, ...hint)) };
  });
  const element = h(
    'fieldset',
    {},
    h('legend', {}, icon('question'), question),
    ...(why === undefined ? [] : [h('p', { class: 'hint' }, why)]),
    ...options.map((one) => one.element),
    ...(answered ? [] : [other.element]),
  );
  const answer = () => {
    const typed = other.text().trim();
    return typed !== '' ? typed : (options.find(({ input }) => input.checked)?.input.value ?? assumed);
  };
  return { element, answer };
}
