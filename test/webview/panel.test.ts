import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PanelMessage } from '../../src/protocol';
import { type PanelPage, type PanelStage, panelStage } from './support/page';
import { answered, asked, chatOf, panelState, proposalCard } from './support/states';

let stage: PanelStage;
beforeAll(async () => {
  stage = await panelStage();
}, 60_000);
afterAll(() => stage.close());

const box = ({ page }: PanelPage) => page.locator('.composer textarea');
const sent = (messages: readonly PanelMessage[]) => messages.filter(({ kind }) => kind !== 'draft' && kind !== 'ready');
const running = { outcome: { kind: 'running' } } as const;
const working = { kind: 'working', since: '2026-11-22T17:00:00.000Z' } as const;
const long = Array.from({ length: 60 }, (_, line) => `Paragraph ${line} of a long answer.`).join('\n\n');

describe('the box', () => {
  test('Enter sends and empties it, Shift+Enter begins a line', async () => {
    const panel = await stage.open();
    await panel.say({ kind: 'state', state: panelState() });
    await box(panel).focus();
    await panel.page.keyboard.type('one');
    await panel.page.keyboard.press('Shift+Enter');
    await panel.page.keyboard.type('two');
    expect(await box(panel).inputValue()).toBe('one\ntwo');
    await panel.page.keyboard.press('Enter');
    expect(sent(await panel.heard())).toEqual([{ kind: 'send', text: 'one\ntwo' }]);
    expect(await box(panel).inputValue()).toBe('');
    expect(
      await box(panel).evaluate((element) => element.getRootNode() instanceof ShadowRoot && element.matches(':focus')),
    ).toBe(true);
    expect(panel.errors).toEqual([]);
  });

  test('Enter that takes an input method’s suggestion does not send; Escape that closes its window does not stop', async () => {
    const panel = await stage.open();
    await panel.say({ kind: 'state', state: panelState({ busy: working }) });
    await box(panel).fill('にほん');
    for (const event of [
      { key: 'Enter', isComposing: true },
      { key: 'Enter', keyCode: 229 },
      { key: 'Escape', isComposing: true },
      { key: 'Escape', keyCode: 229 },
    ]) {
      await box(panel).dispatchEvent('keydown', { ...event, bubbles: true, composed: true });
    }
    expect(sent(await panel.heard())).toEqual([]);
    await box(panel).press('Enter');
    await box(panel).press('Escape');
    expect(sent(await panel.heard())).toEqual([{ kind: 'send', text: 'にほん' }, { kind: 'stop' }]);
  });

  test('with the setting, only Ctrl+Enter sends', async () => {
    const panel = await stage.open();
    await panel.say({ kind: 'state', state: panelState({ sendWith: 'ctrlEnter' }) });
    await box(panel).fill('hello');
    await box(panel).press('Enter');
    expect(sent(await panel.heard())).toEqual([]);
    await box(panel).press('Control+Enter');
    expect(sent(await panel.heard())).toEqual([{ kind: 'send', text: 'hello' }]);
  });

  test('Arrow up in an empty box brings the last question back, and in a full one does not', async () => {
    const panel = await stage.open();
    await panel.say({ kind: 'state', state: chatOf([asked('the question'), answered('a', [])]) });
    await box(panel).press('ArrowUp');
    await expect.poll(() => box(panel).inputValue()).toBe('the question');
    // The cursor is put at the end a moment after the text; typing waits for that, as a person's would.
    const cursor = () => box(panel).evaluate((element) => (element as HTMLTextAreaElement).selectionStart);
    await expect.poll(cursor).toBe('the question'.length);
    await box(panel).fill('something else');
    await box(panel).press('ArrowUp');
    expect(await box(panel).inputValue()).toBe('something else');
  });

  test('an @ asks for things of the workspace; the one that is picked goes with the question, by keyboard alone', async () => {
    const panel = await stage.open();
    await panel.say({ kind: 'state', state: panelState() });
    await box(panel).focus();
    await panel.page.keyboard.type('Why is @ord');
    expect(sent(await panel.heard()).at(-1)).toEqual({ kind: 'mention', text: 'ord' });
    const chip = (kind: 'table' | 'column', label: string) =>
      ({ id: `${kind}:${label}`, kind, label, detail: 'of shop' }) as const;
    const choices = [chip('table', 'orders'), chip('column', 'orders.total')];
    await panel.say({ kind: 'mentions', text: 'or', choices });
    expect(await panel.page.locator('.suggestions [role=option]').count()).toBe(0);
    await panel.say({ kind: 'mentions', text: 'ord', choices });
    await expect.poll(() => panel.page.locator('.suggestions [role=option]').count()).toBe(2);
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('Enter');
    await expect.poll(() => box(panel).inputValue()).toBe('Why is orders.total ');
    expect(sent(await panel.heard()).at(-1)).toEqual({ kind: 'pick', chip: 'column:orders.total' });
    await panel.page.keyboard.type('mail me@example.com');
    expect(sent(await panel.heard()).filter(({ kind }) => kind === 'mention')).toEqual([]);
    expect(panel.errors).toEqual([]);
  });

  test('a slash offers commands by keyboard and completes one without sending it', async () => {
    const panel = await stage.open();
    await panel.say({ kind: 'state', state: panelState() });
    await box(panel).focus();
    await panel.page.keyboard.type('/');
    const options = panel.page.getByRole('option');
    expect(await options.count()).toBe(4);
    await panel.page.keyboard.press('ArrowDown');
    expect(await options.nth(1).getAttribute('aria-selected')).toBe('true');
    const active = () =>
      box(panel).evaluate(
        (element) =>
          (element as unknown as { ariaActiveDescendantElement?: Element }).ariaActiveDescendantElement?.textContent,
      );
    expect(await active()).toContain('/describe');
    await panel.page.keyboard.press('Enter');
    await expect.poll(() => box(panel).inputValue()).toBe('/describe ');
    expect(sent(await panel.heard())).toEqual([]);
    await box(panel).fill('/review');
    await box(panel).press('Enter');
    expect(sent(await panel.heard())).toEqual([{ kind: 'send', text: '/review' }]);
    await box(panel).fill('text with a /slash');
    expect(await options.count()).toBe(0);
  });

  test('a draft outlives the page: VS Code’s copy wins over an older one of the host', async () => {
    const panel = await stage.open();
    await panel.say({ kind: 'state', state: panelState() });
    await box(panel).fill('not sent yet');
    const saved = await panel.page.evaluate(() => (window as unknown as { kept: unknown }).kept);
    const again = await stage.open({ saved });
    await again.say({ kind: 'state', state: panelState() });
    await expect.poll(() => box(again).inputValue()).toBe('not sent yet');
    expect((await again.heard()).filter(({ kind }) => kind === 'draft')).toEqual([
      { kind: 'draft', text: 'not sent yet' },
    ]);
  });

  test('a snapshot does not overwrite what is being typed', async () => {
    const panel = await stage.open();
    await panel.say({ kind: 'state', state: panelState() });
    await box(panel).fill('typing');
    await panel.say({ kind: 'state', state: panelState({ busy: working }) });
    expect(await box(panel).inputValue()).toBe('typing');
    await panel.say({ kind: 'state', state: panelState({ draft: { serial: 2, text: 'from a lens' } }) });
    await expect.poll(() => box(panel).inputValue()).toBe('from a lens');
  });
});

describe('the transcript', () => {
  test('streamed in deltas ends as the same nodes as one snapshot, and settled turns are not touched', async () => {
    const text = `# Title\n\nSome **bold** text with \`code\`.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\`\`\`sql\nSELECT 1;\n\`\`\`\n\n${long}`;
    const turns = (shown: string) => [
      asked('first'),
      answered('a0', [{ kind: 'text', id: 'x', text: 'settled answer' }]),
      asked('second'),
      answered('a1', [{ kind: 'text', id: 'x', text: shown }], running),
    ];
    const streamed = await stage.open();
    await streamed.say({ kind: 'state', state: chatOf(turns(''), { busy: working }) });
    await streamed.page.evaluate(() => {
      const settled = document.querySelector('.turn.assistant');
      const touched = { count: 0 };
      Object.assign(window, { touched });
      if (settled !== null) {
        new MutationObserver(() => {
          touched.count += 1;
        }).observe(settled, { childList: true, subtree: true, characterData: true, attributes: true });
      }
    });
    for (let from = 0; from < text.length; from += 23) {
      await streamed.say({ kind: 'delta', turn: 'a1', part: 'x', from, text: text.slice(from, from + 23) });
    }
    const once = await stage.open();
    await once.say({ kind: 'state', state: chatOf(turns(text), { busy: working }) });
    const html = ({ page }: PanelPage) => page.locator('.turn.assistant .markdown').last().innerHTML();
    expect(await html(streamed)).toBe(await html(once));
    expect(
      await streamed.page.evaluate(() => (window as unknown as { touched: { count: number } }).touched.count),
    ).toBe(0);
    expect(sent(await streamed.heard())).toEqual([]);
  });

  test('a delta that does not fit asks for everything again', async () => {
    const panel = await stage.open();
    await panel.say({
      kind: 'state',
      state: chatOf([asked('q'), answered('a', [{ kind: 'text', id: 'x', text: 'abc' }], running)]),
    });
    await panel.heard();
    await panel.say({ kind: 'delta', turn: 'a', part: 'x', from: 9, text: 'late' });
    await panel.say({ kind: 'delta', turn: 'b', part: 'x', from: 0, text: 'unknown' });
    expect(await panel.heard()).toEqual([{ kind: 'ready' }, { kind: 'ready' }]);
  });

  test('a selection in the growing paragraph survives', async () => {
    const panel = await stage.open();
    const state = chatOf([asked('q'), answered('a', [{ kind: 'text', id: 'x', text: 'Select these words' }], running)]);
    await panel.say({ kind: 'state', state });
    await panel.page.evaluate(() => {
      const text = document.querySelector('.markdown p')?.firstChild;
      if (text) getSelection()?.setBaseAndExtent(text, 7, text, 12);
    });
    await panel.say({ kind: 'delta', turn: 'a', part: 'x', from: 18, text: ' while more comes.\n\nAnd another.' });
    expect(await panel.page.evaluate(() => getSelection()?.toString())).toBe('these');
  });

  test('follows the end only while the reader is there; "Latest" goes back', async () => {
    const panel = await stage.open();
    const state = chatOf([asked('q'), answered('a', [{ kind: 'text', id: 'x', text: long }], running)], {
      busy: working,
    });
    await panel.say({ kind: 'state', state });
    const scroller = panel.page.locator('.scroller');
    const fromEnd = () => scroller.evaluate((one) => Math.round(one.scrollHeight - one.scrollTop - one.clientHeight));
    expect(await fromEnd()).toBeLessThan(3);
    await panel.say({ kind: 'delta', turn: 'a', part: 'x', from: long.length, text: '\n\nmore\n\nand more' });
    expect(await fromEnd()).toBeLessThan(3);
    const latest = panel.page.getByRole('button', { name: 'Latest' });
    expect(await latest.isVisible()).toBe(false);
    await scroller.hover();
    await panel.page.mouse.wheel(0, -200);
    await latest.waitFor();
    const before = await scroller.evaluate((one) => one.scrollTop);
    const grown = long.length + '\n\nmore\n\nand more'.length;
    await panel.say({ kind: 'delta', turn: 'a', part: 'x', from: grown, text: `\n\n${long}` });
    expect(await scroller.evaluate((one) => one.scrollTop)).toBe(before);
    await latest.click();
    expect(await fromEnd()).toBeLessThan(3);
    expect(await latest.isVisible()).toBe(false);
  });

  test('a delta touches the growing block of its own turn, and none of 200 settled turns', async () => {
    const panel = await stage.open();
    const past = Array.from({ length: 100 }, (_, index) => [
      asked(`question ${index}`, `q${index}`),
      answered(`a${index}`, [{ kind: 'text', id: 'x', text: `${long}\n\n\`\`\`sql\nSELECT ${index};\n\`\`\`` }]),
    ]).flat();
    await panel.say({
      kind: 'state',
      state: chatOf([...past, asked('now', 'qn'), answered('an', [{ kind: 'text', id: 'x', text: '' }], running)]),
    });
    const touched = await panel.page.evaluate(async (words) => {
      const turns = [...document.querySelectorAll('article.turn')];
      const settled = new Set<Element>();
      let nodes = 0;
      let most = 0;
      const observer = new MutationObserver((records) => {
        most = Math.max(most, records.length);
        for (const { target, addedNodes } of records) {
          nodes += addedNodes.length;
          const turn = turns.find((one) => one.contains(target));
          if (turn && turn !== turns.at(-1)) settled.add(turn);
        }
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      let from = 0;
      for (let index = 0; index < 200; index++) {
        window.dispatchEvent(
          new MessageEvent('message', { data: { kind: 'delta', turn: 'an', part: 'x', from, text: words } }),
        );
        from += words.length;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      }
      observer.disconnect();
      return { settled: settled.size, nodes, most };
    }, 'Some more words, **bold** and `code`, of a long answer. Then\n\n');
    expect(touched.settled).toBe(0);
    expect(touched.nodes).toBeGreaterThanOrEqual(200);
    // A paragraph's nodes for each delta, however long the answer has become.
    expect(touched.most).toBeLessThan(30);
  });

  test('links and citations go to the host, and nothing navigates', async () => {
    const panel = await stage.open();
    const text = 'See [docs](https://www.postgresql.org/docs) and db/schema.sql:12, not [this](javascript:alert(1)).';
    await panel.say({ kind: 'state', state: chatOf([asked('q'), answered('a', [{ kind: 'text', id: 'x', text }])]) });
    const url = panel.page.url();
    await panel.page.getByRole('link', { name: 'docs' }).click();
    await panel.page.getByRole('link', { name: 'db/schema.sql:12' }).click();
    expect(await panel.page.getByRole('link').count()).toBe(2);
    expect(sent(await panel.heard())).toEqual([
      { kind: 'openLink', url: 'https://www.postgresql.org/docs' },
      { kind: 'openCitation', path: 'db/schema.sql', line: 12 },
    ]);
    expect(panel.page.url()).toBe(url);
  });

  test('code is copied as it was written', async () => {
    const panel = await stage.open();
    const text = "```sql\nSELECT '<a>' -- x\n  FROM t;\n```";
    await panel.say({ kind: 'state', state: chatOf([asked('q'), answered('a', [{ kind: 'text', id: 'x', text }])]) });
    await panel.page.getByRole('button', { name: 'Copy code' }).click();
    expect(sent(await panel.heard())).toEqual([{ kind: 'copy', text: "SELECT '<a>' -- x\n  FROM t;" }]);
  });
});

test('the box has a name that a screen reader says', async () => {
  const panel = await stage.open();
  await panel.say({ kind: 'state', state: panelState() });
  await expect.poll(() => panel.page.getByRole('textbox', { name: 'Ask the database architect' }).count()).toBe(1);
});

describe('questions of the architect', () => {
  const questions = [
    {
      question: 'How many tenants?',
      why: 'One schema for each stops being easy at some hundred.',
      choices: ['Tens', 'Thousands'],
      assumed: 'Thousands',
    },
    { question: 'Which budget?', choices: ['Small', 'Large'], assumed: 'Small' },
  ];
  const form = (answered: boolean) => ({ kind: 'form', id: 'form-1', questions, answered }) as const;

  test('are answered by a click or in other words, and what is assumed is chosen already', async () => {
    const panel = await stage.open();
    await panel.say({
      kind: 'state',
      state: chatOf([asked('How should I keep tenants?'), answered('a', [form(false)])]),
    });
    await panel.page.getByRole('radio', { name: 'Tens' }).check();
    await panel.page.getByRole('button', { name: 'Send Answers' }).click();
    expect(sent(await panel.heard())).toEqual([
      { kind: 'send', text: '- How many tenants? Tens\n- Which budget? Small' },
    ]);
    await panel.page.getByRole('textbox', { name: 'Another answer to: Which budget?' }).fill('None at all');
    await panel.page.getByRole('button', { name: 'Send Answers' }).click();
    expect(sent(await panel.heard())).toEqual([
      { kind: 'send', text: '- How many tenants? Tens\n- Which budget? None at all' },
    ]);
    expect(panel.errors).toEqual([]);
  });

  test('that were answered only show what was asked', async () => {
    const panel = await stage.open();
    await panel.say({ kind: 'state', state: chatOf([asked('q'), answered('a', [form(true)])]) });
    await expect.poll(() => panel.page.getByRole('radio').count()).toBe(4);
    expect(await panel.page.getByRole('button', { name: 'Send Answers' }).count()).toBe(0);
    expect(await panel.page.getByRole('radio', { name: 'Tens' }).isDisabled()).toBe(true);
  });
});

describe('a proposal', () => {
  const withCard = (more: Parameters<typeof proposalCard>[0] = {}) =>
    chatOf([asked('q'), answered('a', [{ kind: 'proposal', id: 'p', proposal: proposalCard(more) }])]);

  test('is accepted, rejected and opened by its buttons', async () => {
    const panel = await stage.open();
    await panel.say({ kind: 'state', state: withCard() });
    const card = panel.page.locator('.card');
    for (const name of ['Accept', 'Open Diff', 'Reject']) await card.getByRole('button', { name, exact: true }).click();
    expect(sent(await panel.heard()).filter(({ kind }) => kind !== 'focusProposal')).toEqual([
      { kind: 'accept', proposal: 'proposal-1' },
      { kind: 'openDiff', proposal: 'proposal-1', uri: 'file:///w/db/migrations/0008_index_orders_customer.sql' },
      { kind: 'reject', proposal: 'proposal-1' },
    ]);
  });

  test('that is decided offers no decision, and the focus goes to the box', async () => {
    const panel = await stage.open();
    await panel.say({ kind: 'state', state: withCard() });
    await panel.page.getByRole('button', { name: 'Accept', exact: true }).click();
    await panel.say({
      kind: 'state',
      state: withCard({ state: { kind: 'accepted', at: '2026-11-22T17:00:00.000Z' } }),
    });
    expect(await panel.page.getByRole('button', { name: 'Accept', exact: true }).count()).toBe(0);
    expect(await panel.page.evaluate(() => document.activeElement?.tagName)).toBe('VSCODE-TEXT-AREA');
    expect(await panel.page.getByRole('status').textContent()).toContain('Accepted: Index orders.customer_id.');
  });

  test('that was accepted can be taken back, once', async () => {
    const panel = await stage.open();
    await panel.say({
      kind: 'state',
      state: withCard({ state: { kind: 'accepted', at: '2026-11-22T17:00:00.000Z' } }),
    });
    await panel.page.getByRole('button', { name: 'Undo', exact: true }).click();
    expect(sent(await panel.heard()).at(-1)).toMatchObject({ kind: 'undo' });
    await panel.say({ kind: 'state', state: withCard({ state: { kind: 'undone', at: '2026-11-22T17:01:00.000Z' } }) });
    expect(await panel.page.getByRole('button', { name: 'Undo', exact: true }).count()).toBe(0);
    expect(await panel.page.locator('.card').textContent()).toContain('What was written since is still there.');
  });

  test('that is out of date says why and cannot be accepted', async () => {
    const panel = await stage.open();
    await panel.say({
      kind: 'state',
      state: withCard({ state: { kind: 'stale', because: 'db/schema.sql has changed since.' } }),
    });
    expect(await panel.page.locator('.card').textContent()).toContain('db/schema.sql has changed since.');
    expect(await panel.page.getByRole('button', { name: 'Accept', exact: true }).count()).toBe(0);
  });
});

describe('who listens', () => {
  test('hears what is settled and not what streams; errors interrupt', async () => {
    const panel = await stage.open();
    const part = { kind: 'text', id: 'x', text: 'words' } as const;
    await panel.say({ kind: 'state', state: chatOf([asked('q'), answered('a', [part], running)], { busy: working }) });
    await panel.say({ kind: 'delta', turn: 'a', part: 'x', from: 5, text: ' and more' });
    const status = panel.page.getByRole('status');
    const alert = panel.page.getByRole('alert');
    expect(await panel.page.getByRole('log').getAttribute('aria-live')).toBe('off');
    expect(await status.textContent()).toBe('');
    await panel.say({ kind: 'state', state: chatOf([asked('q'), answered('a', [part])]) });
    expect(await status.textContent()).toBe('Answer ready.');
    const failure = { kind: 'offline', sentence: 'No network.', action: { kind: 'retry', label: 'Retry' } } as const;
    await panel.say({
      kind: 'state',
      state: chatOf([asked('q'), answered('a', [part], { outcome: { kind: 'failed', failure } })]),
    });
    expect(await alert.textContent()).toBe('No network.');
  });
});

describe('the chats', () => {
  test('are searched, opened, renamed and deleted; Escape goes back to the box', async () => {
    const panel = await stage.open();
    const history = [
      { id: 'c1', title: 'Slow deletes', at: '2026-11-22T17:00:00.000Z', turns: 2 },
      { id: 'c2', title: 'Design of orders', at: '2026-10-01T17:00:00.000Z', turns: 1 },
    ];
    const request = { serial: 5, what: 'toggleHistory' } as const;
    await panel.say({ kind: 'state', state: panelState({ history, request }) });
    await panel.page.locator('.history input').first().fill('slow');
    expect(await panel.page.locator('.history-open').allTextContents()).toHaveLength(1);
    await panel.page.getByRole('button', { name: 'Rename Slow deletes' }).click();
    const field = panel.page.locator('.history-row input');
    await field.fill('Deletes');
    await field.press('Enter');
    await panel.page.getByRole('button', { name: 'Delete Slow deletes' }).click();
    await panel.page.locator('.history-open').first().click();
    expect(sent(await panel.heard())).toEqual([
      { kind: 'renameChat', chat: 'c1', title: 'Deletes' },
      { kind: 'deleteChat', chat: 'c1' },
      { kind: 'openChat', chat: 'c1' },
    ]);
    expect(await panel.page.locator('.history').isVisible()).toBe(false);
  });
});

test('nothing but code goes sideways at 300 pixels', async () => {
  const panel = await stage.open({ width: 300 });
  const word = 'a_very_long_identifier_that_has_no_place_to_break_anywhere_at_all';
  const text = `${word} \`${word}\`\n\n| ${word} | b |\n|---|---|\n| 1 | ${word} |\n\n\`\`\`sql\nSELECT ${word}, ${word};\n\`\`\``;
  await panel.say({
    kind: 'state',
    state: chatOf([
      asked(word),
      answered('a', [
        { kind: 'tool', id: 't', name: word, state: 'failed', title: word, input: word, result: word },
        { kind: 'text', id: 'x', text },
        { kind: 'proposal', id: 'p', proposal: proposalCard({ title: word }) },
      ]),
    ]),
  });
  const wide = await panel.page.evaluate(
    () =>
      [document.body, document.querySelector('.scroller'), ...document.querySelectorAll('.turn, .card')].filter(
        (one) => one !== null && one.scrollWidth > one.clientWidth,
      ).length,
  );
  expect(wide).toBe(0);
});
