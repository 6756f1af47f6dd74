// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { citationOfLink, citations, markdownView } from '../../webview/markdown';

const answer = [
  '# Orders',
  '',
  'Two problems in `orders`, see db/schema.sql:12 and **one** _more_:',
  'a second line.',
  '',
  '1. first',
  '2. second',
  '   - nested',
  '',
  '3. third after a blank line',
  '',
  'Setext',
  '------',
  '',
  '| table | rows |',
  '|---|---:|',
  '| orders | 1,200 |',
  '| a\\|b | `x` |',
  '',
  '```sql',
  "CREATE INDEX i ON orders (customer_id) WHERE state <> 'done'; -- why",
  '',
  'SELECT 1;',
  '```',
  '',
  '> quoted',
  'lazily',
  '',
  '- [x] done',
  '- [ ] to do',
  '',
  '    indented code',
  '',
  '[ref]: https://example.com',
  'A [ref] and a [link](https://www.postgresql.org/docs "title") and https://auto.example/x.',
  '',
  '---',
  'The end\r\nwith CRLF',
].join('\n');

const oneShot = (text: string) => {
  const view = markdownView();
  view.render(text);
  return lines(view.element);
};

/** The nodes as text, attributes sorted. */
const lines = (element: Element): string => {
  const attributes = [...element.attributes].map(({ name, value }) => ` ${name}="${value}"`).sort();
  const children = [...element.childNodes].map((node) =>
    node instanceof Element ? lines(node) : (node.textContent ?? ''),
  );
  return `\n<${element.tagName}${attributes.join('')}>${children.join('')}`;
};

describe('streaming markdown', () => {
  test.each([1, 2, 3, 7, 40])('in pieces of %i characters ends as the same nodes as all at once', (size) => {
    const view = markdownView();
    for (let end = size; end < answer.length + size; end += size) view.render(answer.slice(0, end));
    expect(lines(view.element)).toBe(oneShot(answer));
  });

  test('leaves complete blocks alone while later ones grow', () => {
    const view = markdownView();
    view.render('first paragraph\n\nsecond');
    const [first] = view.element.childNodes;
    view.render('first paragraph\n\nsecond grows\n\n- and\n- a list');
    expect(view.element.childNodes[0]).toBe(first);
    expect(view.element.querySelectorAll('li')).toHaveLength(2);
  });

  test('keeps the text node that a selection is in while its paragraph grows', () => {
    const view = markdownView();
    view.render('some words');
    const text = view.element.querySelector('p')?.firstChild;
    view.render('some words and more');
    expect(view.element.querySelector('p')?.firstChild).toBe(text);
    expect(text?.textContent).toBe('some words and more');
  });

  test('starts again when the text is another one', () => {
    const view = markdownView();
    view.render('# one\n\ntwo');
    view.render('three');
    expect(lines(view.element)).toBe(oneShot('three'));
  });
});

describe('what a model must not be able to do', () => {
  const hostile = [
    '<script>window.hacked = true</script>',
    '<img src=x onerror="hacked()">',
    '![pixel](https://evil.example/pixel.png?secret)',
    '[click](javascript:alert(1))',
    '[click](command:workbench.action.terminal.new)',
    '[click](vscode://evil.extension/x)',
    '[click](file:///etc/passwd)',
    '[click](data:text/html,<script>1</script>)',
    '[ok](https://ok.example" onmouseover="hacked())',
    '<a href="command:x">html link</a>',
    '<iframe src="https://evil.example"></iframe>',
    '| a |\n|---|\n| <svg onload=hacked()> |',
    '```sql\n</code></pre><script>hacked()</script>\n```',
    '`<b onclick=hacked()>`',
    '# <style>*{display:none}</style>',
    '- <details ontoggle=hacked() open>',
  ];
  test.each(hostile)('%s is inert', (text) => {
    const view = markdownView();
    view.render(text);
    const { element } = view;
    expect(element.querySelector('script, img, iframe, svg, style, object, embed, form, input')).toBeNull();
    for (const one of element.querySelectorAll('*')) {
      for (const { name } of one.attributes) expect(name.startsWith('on')).toBe(false);
    }
    for (const link of element.querySelectorAll('a')) {
      expect(link.getAttribute('href')).toMatch(/^(https?:|mailto:|#$)/);
    }
  });

  test('an image becomes a link that names its host', () => {
    const view = markdownView();
    view.render('![a chart](https://pictures.example/x.png)');
    expect(view.element.textContent).toBe('Image: a chart (pictures.example)');
  });

  test('a link says where it goes, whatever its words say', () => {
    const view = markdownView();
    view.render('[www.postgresql.org](https://evil.example/x)');
    expect(view.element.textContent).toBe('www.postgresql.org (evil.example)');
  });
});

describe('citations', () => {
  const found = (text: string) =>
    citations(text).flatMap((piece) => (piece.kind === 'citation' ? [`${piece.path}@${piece.line}`] : []));

  test.each([
    ['see db/schema.sql:12.', ['db/schema.sql@12']],
    ['(prisma/schema.prisma:3-9)', ['prisma/schema.prisma@3']],
    ['V1__init.sql:1 and V2__more.sql:22', ['V1__init.sql@1', 'V2__more.sql@22']],
    ['./a-b/c.d/e.up.sql:4,', ['a-b/c.d/e.up.sql@4']],
  ])('%s', (text, expected) => {
    expect(found(text).map((one) => one.replace(/^\.\//, ''))).toEqual(expected);
  });

  test.each([
    'localhost:5432',
    'http://host.example:80/x',
    'at 12:30',
    'ratio 1.5:2',
    'db.example.com:5432',
    'a.sql:1:2',
  ])('%s is none', (text) => expect(found(text)).toEqual([]));

  test('a relative link is a place, an anchor or a protocol is not', () => {
    expect(citationOfLink('db/schema.sql#L12')).toEqual({ path: 'db/schema.sql', line: 12 });
    expect(citationOfLink('db/my%20schema.sql:7')).toEqual({ path: 'db/my schema.sql', line: 7 });
    expect(citationOfLink('#top')).toBeUndefined();
    expect(citationOfLink('//host/x')).toBeUndefined();
    expect(citationOfLink('command:x')).toBeUndefined();
  });
});
