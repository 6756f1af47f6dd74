/** One listener for all markdown below an element: links, citations and the buttons of code blocks. */
import type { Post } from '../post';

/** Attends to clicks on markdown below `root`. */
export function attendMarkdown(root: HTMLElement, post: Post): void {
  root.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest<HTMLElement>('.markdown a');
    if (link !== null) {
      // Nothing in the model's text navigates by itself.
      event.preventDefault();
      follow(link, post);
    }
    const act = event.target.closest<HTMLElement>('figure.code [data-act]');
    if (act !== null) actOnCode(act, post);
  });
  // A middle click would open a link past the listener above.
  root.addEventListener('auxclick', (event) => {
    if (event.target instanceof Element && event.target.closest('.markdown a') !== null) event.preventDefault();
  });
}

function follow({ dataset: { href, path, line } }: HTMLElement, post: Post): void {
  if (href !== undefined) post({ kind: 'openLink', url: href });
  else if (path !== undefined) post({ kind: 'openCitation', path, line: Number(line) });
}

function actOnCode(button: HTMLElement, post: Post): void {
  const figure = button.closest<HTMLElement>('figure.code');
  const text = figure?.querySelector('code')?.textContent ?? '';
  if (button.dataset.act === 'open-code') {
    post({ kind: 'openAsFile', text, language: figure?.dataset.language ?? '' });
    return;
  }
  post({ kind: 'copy', text });
  markCopied(button);
}

/** Shows for a moment that the copy was made. */
export function markCopied(button: HTMLElement): void {
  const glyph = button.querySelector('.codicon');
  glyph?.classList.replace('codicon-copy', 'codicon-check');
  setTimeout(() => glyph?.classList.replace('codicon-check', 'codicon-copy'), 1500);
}
