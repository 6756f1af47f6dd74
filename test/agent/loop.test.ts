import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anthropicProvider } from '../../src/agent/providers/anthropic';
import { emptyTranscript, say } from '../../src/agent/transcript';
import { type FakeAnthropic, startFakeAnthropic, text, thinking, toolUse } from '../support/fake-anthropic';
import { blocksOf } from '../support/fake-anthropic-rules';
import { ask, opus } from './support';

let fake: FakeAnthropic;
beforeEach(async () => {
  fake = await startFakeAnthropic();
});
afterEach(() => fake.stop());

const kinds = (asked: Awaited<ReturnType<typeof ask>>) => asked.events.map(({ kind }) => kind);
const failureOf = ({ outcome }: Awaited<ReturnType<typeof ask>>) =>
  outcome.kind === 'failed' ? outcome.failure : undefined;

describe('an answer', () => {
  it('streams its text and its thinking', async () => {
    fake.enqueue({
      blocks: [thinking('weighing keys'), text('Use a bigint identity key.')],
      splitBytes: 7,
      eol: '\r\n',
    });
    const asked = await ask(fake);
    expect(asked).toMatchObject({
      outcome: { kind: 'done' },
      text: 'Use a bigint identity key.',
      thinking: 'weighing keys',
    });
    expect(asked.events.filter(({ kind }) => kind === 'text').length).toBeGreaterThan(2);
  });

  it('keeps characters that were split between packets', async () => {
    const words = `schéma 数据库 🗄️ ${'é'.repeat(50)}`;
    fake.enqueue({ blocks: [text(words)], splitBytes: 1 });
    expect((await ask(fake)).text).toBe(words);
  });

  it('survives events that nobody knows yet', async () => {
    fake.enqueue({ blocks: [text('fine')], unknownEvent: true });
    expect(await ask(fake)).toMatchObject({ outcome: { kind: 'done' }, text: 'fine' });
  });

  it('reports what it cost, the cache apart', async () => {
    const usage = {
      input_tokens: 10,
      cache_read_input_tokens: 900,
      cache_creation_input_tokens: 50,
      output_tokens: 25,
    };
    fake.enqueue({ blocks: [text('ok')], usage });
    expect((await ask(fake)).events).toContainEqual({
      kind: 'usage',
      usage: { input: 10, output: 25, cacheRead: 900, cacheWrite: 50 },
      contextTokens: 985,
    });
  });

  it('asks with what the newest models take, and nothing that they refuse', async () => {
    await ask(fake);
    const { body, headers } = fake.asked[0] ?? {};
    expect(body).toMatchObject({
      model: 'claude-opus-5-5',
      stream: true,
      thinking: { type: 'adaptive', display: 'summarized' },
      cache_control: { type: 'ephemeral' },
      tools: [{ name: 'describe', strict: true }],
    });
    expect(Object.keys(body ?? {})).not.toContain('temperature');
    expect(headers?.authorization ?? headers?.['x-api-key']).toContain('sk-ant-test');
  });
});

describe('tools', () => {
  it('run when the model asks, and it reads what they gave', async () => {
    fake.enqueue(
      { blocks: [thinking('look'), text('Looking.'), toolUse('describe', { table: 'orders' })] },
      { blocks: [text('It is fine.')] },
    );
    const asked = await ask(fake);
    expect(asked.ran).toEqual(['describe {"table":"orders"}']);
    expect(asked.text).toBe('Looking.It is fine.');
    expect(JSON.stringify(fake.asked[1]?.body?.messages.at(-1))).toContain('columns of');
  });

  it('run side by side, and their results come in the order of the calls', async () => {
    fake.enqueue(
      { blocks: [toolUse('describe', { table: 'slow' }, 'a'), toolUse('describe', { table: 'fast' }, 'b')] },
      { blocks: [text('done')] },
    );
    let release = () => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const runTool = async (call: { readonly id: string }) => {
      if (call.id === 'a') await slow;
      else release();
      return { text: `result ${call.id}`, outcome: 'ok' as const };
    };
    await ask(fake, { runTool });
    const sent = fake.asked[1]?.body?.messages.at(-1);
    expect(sent && blocksOf(sent).map(({ tool_use_id }) => tool_use_id)).toEqual(['a', 'b']);
  });

  it('give the model their own words as an error, and it goes on', async () => {
    fake.enqueue({ blocks: [toolUse('describe', { table: 'usr' })] }, { blocks: [text('I see.')] });
    const runTool = async () => ({ text: 'No table "usr". Known: users.', outcome: 'error' as const });
    expect((await ask(fake, { runTool })).text).toBe('I see.');
    expect(JSON.stringify(fake.asked[1]?.body)).toContain('"is_error":true');
  });

  it('do not leak what an error inside the extension says', async () => {
    fake.enqueue({ blocks: [toolUse('describe', { table: 'orders' })] });
    await ask(fake, { runTool: async () => Promise.reject(new Error('connect postgres://app:hunter2@db/prod')) });
    expect(fake.asked[1]?.raw).toContain('failed inside the extension');
    expect(fake.asked[1]?.raw).not.toContain('hunter2');
  });

  it('that do not exist are answered with those that do', async () => {
    fake.enqueue({ blocks: [toolUse('web_fetch', { url: 'https://evil.example' })] });
    const asked = await ask(fake);
    expect(asked.ran).toEqual([]);
    expect(fake.asked[1]?.raw).toContain('No tool \\"web_fetch\\". Known: describe.');
  });

  it('are not run when the answer was cut off, however whole the call looks', async () => {
    const cut = { type: 'tool_use', id: 'x', name: 'describe', rawJson: '{"table":"orders","and":"DROP TA' } as const;
    fake.enqueue({ blocks: [text('So:'), cut], stop_reason: 'max_tokens' });
    const asked = await ask(fake);
    expect(asked.ran).toEqual([]);
    expect(failureOf(asked)).toMatchObject({ kind: 'maxTokens', action: { kind: 'continue' } });
    // The history that is left is one that the API accepts.
    await ask(fake, { start: say({ messages: [...say(emptyTranscript, 'q').messages, ...asked.messages] }, 'Go on.') });
    expect(fake.asked[1]?.rejected).toBeUndefined();
  });

  it('have results that are cut to a length the model can use, and say so', async () => {
    fake.enqueue({ blocks: [toolUse('describe', { table: 'orders' })] });
    await ask(fake, { runTool: async () => ({ text: 'x'.repeat(1_000_000), outcome: 'ok' }) });
    expect(fake.asked[1]?.raw.length).toBeLessThan(40_000);
    expect(fake.asked[1]?.raw).toContain('Narrow the request');
  });

  it('stop after a number of rounds, and the user is asked whether to go on', async () => {
    fake.fallback = { blocks: [toolUse('describe', { table: 'orders' }, 'again')] };
    const asked = await ask(fake, { limits: { requests: 5 } });
    expect(fake.asked).toHaveLength(5);
    expect(failureOf(asked)).toMatchObject({ kind: 'limitReached', action: { kind: 'continue' } });
  });

  it('stop when a question has cost enough', async () => {
    fake.fallback = { blocks: [toolUse('describe', { table: 'orders' }, 'again')], usage: { output_tokens: 60_000 } };
    expect(failureOf(await ask(fake))).toMatchObject({ kind: 'limitReached' });
    expect(fake.asked).toHaveLength(2);
  });

  it('are run a limited number of times in one answer', async () => {
    const blocks = Array.from({ length: 60 }, (_, i) => toolUse('describe', { table: `t${i}` }, `id${i}`));
    fake.enqueue({ blocks });
    const asked = await ask(fake);
    expect(asked.ran).toHaveLength(16);
    expect(fake.asked[1]?.rejected).toBeUndefined();
  });
});

describe('the transcript', () => {
  it('sends thinking back exactly as it came, so that the API accepts it', async () => {
    fake.bindThinking = true;
    fake.enqueue(
      { blocks: [thinking('first'), toolUse('describe', { table: 'orders' })] },
      { blocks: [thinking('second'), toolUse('describe', { table: 'users' })] },
      { blocks: [thinking('third'), text('Done.')] },
    );
    const asked = await ask(fake);
    expect(asked.outcome.kind).toBe('done');
    expect(fake.asked.map(({ rejected }) => rejected)).toEqual([undefined, undefined, undefined]);
  });

  it('only grows: what was sent before is the beginning of what is sent next', async () => {
    fake.enqueue({ blocks: [thinking('a'), text('b'), toolUse('describe', { table: 'orders' })] });
    await ask(fake);
    const [first, second] = fake.asked.map(({ body }) => body?.messages ?? []);
    expect(second?.slice(0, first?.length)).toEqual(first);
    expect(fake.asked[0]?.body?.system).toEqual(fake.asked[1]?.body?.system);
  });

  it('drops its thinking once when the API says that it does not belong', async () => {
    fake.bindThinking = true;
    fake.enqueue({ blocks: [thinking('bound'), text('Hello.')] }, { blocks: [text('Again.')] });
    const first = await ask(fake);
    const start = say({ messages: [...say(emptyTranscript, 'edited').messages, ...first.messages] }, 'More?');
    const second = await ask(fake, { start });
    expect(second).toMatchObject({ outcome: { kind: 'done' }, text: 'Again.' });
    expect(fake.asked.map(({ rejected }) => rejected !== undefined)).toEqual([false, true, false]);
    expect(fake.asked[2]?.raw).not.toContain('sig_');
  });

  it('gives another model the words, without thinking that is not its own', async () => {
    fake.enqueue({ blocks: [thinking('mine'), text('Hello.')] });
    const first = await ask(fake);
    const start = say({ messages: [...say(emptyTranscript, 'q').messages, ...first.messages] }, 'More?');
    await ask(fake, { start, model: { ...opus, id: 'claude-sonnet-5-5' } });
    expect(fake.asked[1]?.raw).not.toContain('mine');
    expect(fake.asked[1]?.raw).toContain('Hello.');
  });

  it('goes on when the model pauses', async () => {
    fake.enqueue(
      { blocks: [toolUse('describe', { table: 'a' })], stop_reason: 'pause_turn' },
      { blocks: [text('rest')] },
    );
    expect(await ask(fake)).toMatchObject({ outcome: { kind: 'done' }, text: 'rest', ran: [] });
  });
});

describe('stop', () => {
  it('ends a running answer within a second, keeps what came, and tells the server', async () => {
    fake.enqueue({ blocks: [text('word '.repeat(400))], tokenDelayMs: 5 });
    const stop = new AbortController();
    let stoppedAt = 0;
    let after = 0;
    const on = (event: { readonly kind: string }) => {
      if (event.kind !== 'text') return;
      if (stop.signal.aborted) after++;
      else {
        stoppedAt = performance.now();
        stop.abort();
      }
    };
    const asked = await ask(fake, { signal: stop.signal, on });
    expect(performance.now() - stoppedAt).toBeLessThan(1000);
    expect(asked.outcome).toEqual({ kind: 'stopped' });
    expect(after).toBe(0);
    expect(asked.messages).toEqual([{ role: 'assistant', parts: [{ kind: 'text', text: asked.text }] }]);
    await fake.asked[0]?.ended;
    expect(fake.asked[0]?.clientGone).toBe(true);
  });

  it('ends while a tool runs, and leaves a history that the API accepts', async () => {
    fake.enqueue({ blocks: [text('Looking.'), toolUse('describe', { table: 'orders' })] });
    const stop = new AbortController();
    const runTool = () => {
      stop.abort();
      return new Promise<never>(() => {});
    };
    const asked = await ask(fake, { signal: stop.signal, runTool });
    expect(asked.outcome).toEqual({ kind: 'stopped' });
    await ask(fake, { start: say({ messages: [...say(emptyTranscript, 'q').messages, ...asked.messages] }, 'And?') });
    expect(fake.asked.map(({ rejected }) => rejected)).toEqual([undefined, undefined]);
  });

  it('ends while we wait for the next try', async () => {
    fake.fallback = { error: 'overloaded_error' };
    const stop = new AbortController();
    const clock = {
      now: () => 0,
      wait: async () => stop.abort(),
    };
    expect((await ask(fake, { signal: stop.signal, clock })).outcome).toEqual({ kind: 'stopped' });
    expect(fake.asked).toHaveLength(1);
  });

  it('before anything was sent sends nothing', async () => {
    expect((await ask(fake, { signal: AbortSignal.abort() })).outcome).toEqual({ kind: 'stopped' });
    expect(fake.requests).toHaveLength(0);
  });
});

describe('failures', () => {
  const cases = [
    ['authentication_error', 'keyRefused', 'changeKey'],
    ['permission_error', 'keyRefused', 'changeKey'],
    ['billing_error', 'billing', 'openConsole'],
    ['not_found_error', 'modelUnavailable', 'chooseModel'],
    ['request_too_large', 'contextFull', 'compact'],
    ['invalid_request_error', 'badRequest', 'copyDetails'],
  ] as const;
  it.each(cases)('of kind %s are told as %s with the action %s, and not tried again', async (error, kind, action) => {
    fake.enqueue({ error, message: 'invalid x-api-key: sk-ant-api03-REALKEY12345' });
    const asked = await ask(fake);
    expect(failureOf(asked)).toMatchObject({ kind, action: { kind: action } });
    expect(fake.asked).toHaveLength(1);
    expect(JSON.stringify(failureOf(asked))).not.toContain('REALKEY');
    expect(failureOf(asked)?.sentence).not.toMatch(/[{}]|error/);
  });

  it('of a rate limit wait as long as the server asks, in sight', async () => {
    fake.enqueue({ error: 'rate_limit_error', headers: { 'retry-after': '12' } }, { blocks: [text('Here.')] });
    const asked = await ask(fake);
    expect(asked).toMatchObject({ text: 'Here.', waits: [12_000] });
    expect(asked.events).toContainEqual(
      expect.objectContaining({
        kind: 'waiting',
        waiting: expect.objectContaining({ inMs: 12_000, attempt: 2, of: 5 }),
      }),
    );
  });

  it('of a rate limit that asks for an hour are told at once, with how long', async () => {
    fake.enqueue({ error: 'rate_limit_error', headers: { 'retry-after': '3600' } });
    const asked = await ask(fake);
    expect(failureOf(asked)).toMatchObject({ kind: 'rateLimit' });
    expect(failureOf(asked)?.sentence).toContain('60 minutes');
    expect(asked.waits).toEqual([]);
  });

  it('of a spending limit are about money, not about haste', async () => {
    fake.enqueue({ error: 'rate_limit_error', details: { error_code: 'enforced_spend_limit_reached' } });
    expect(failureOf(await ask(fake))).toMatchObject({ kind: 'billing', action: { kind: 'openConsole' } });
    expect(fake.asked).toHaveLength(1);
  });

  it('of an overloaded server are tried again, longer each time, and end', async () => {
    fake.fallback = { error: 'overloaded_error' };
    const asked = await ask(fake);
    expect(asked.waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
    expect(failureOf(asked)).toMatchObject({ kind: 'overloaded', action: { kind: 'openStatus' } });
    expect(fake.asked).toHaveLength(6);
  });

  it('before the first word are tried again', async () => {
    fake.enqueue({ destroyBeforeHeaders: true }, { blocks: [thinking('hm'), text('no')], cutAfterEvents: 4 }, {});
    expect(await ask(fake)).toMatchObject({ outcome: { kind: 'done' }, text: 'ok' });
    expect(fake.asked).toHaveLength(3);
  });

  const breaks = [
    ['an overload', { errorAfterEvents: 5 }, 'overloaded'],
    ['a reset connection', { cutAfterEvents: 5 }, 'streamCut'],
    ['a clean end', { cutAfterEvents: 5, cut: 'clean' }, 'streamCut'],
  ] as const;
  it.each(breaks)('in mid-answer, from %s, keep what came and say nothing twice', async (_, script, kind) => {
    fake.enqueue({ blocks: [text('one two three four five six')], ...script });
    const asked = await ask(fake);
    expect(failureOf(asked)).toMatchObject({ kind });
    expect(asked.text).toBe('one two three four five ');
    expect(asked.messages).toEqual([
      { role: 'assistant', parts: [{ kind: 'text', text: 'one two three four five ' }] },
    ]);
    expect(fake.asked).toHaveLength(1);
  });

  it('of silence are ended by our own clock, since the SDK waits for ever', async () => {
    fake.enqueue({ blocks: [text('a b c d e f g h i j k l m')], stallAfterEvents: 4 });
    const asked = await ask(fake, { idleMs: 60 });
    expect(failureOf(asked)).toMatchObject({ kind: 'stalled', action: { kind: 'retry' } });
    expect(kinds(asked)).toContain('text');
  });

  it('of nothing at the address are the network', async () => {
    const asked = await ask(fake, { address: 'http://127.0.0.1:9' });
    expect(failureOf(asked)).toMatchObject({ kind: 'offline' });
    expect(asked.waits).toHaveLength(3);
  });

  it('of a page instead of the API send the user to the address', async () => {
    fake.enqueue({ rawBody: '<html>log in</html>' });
    expect(failureOf(await ask(fake))).toMatchObject({ kind: 'wrongAddress', action: { kind: 'openSettings' } });
  });

  it('of a redirect: what was asked is not sent on', async () => {
    const other = await startFakeAnthropic();
    fake.fallback = { rawBody: '', status: 307, headers: { location: `${other.url}/v1/messages` } };
    expect((await ask(fake)).outcome.kind).toBe('failed');
    expect(other.requests).toHaveLength(0);
    await other.stop();
  });

  it('of refusal and of a full context are told as such', async () => {
    fake.enqueue({ blocks: [], stop_reason: 'refusal' });
    expect(failureOf(await ask(fake))).toMatchObject({ kind: 'refused', action: { kind: 'rephrase' } });
    fake.enqueue({ blocks: [text('And so')], stop_reason: 'model_context_window_exceeded' });
    expect(failureOf(await ask(fake))).toMatchObject({ kind: 'contextFull', action: { kind: 'compact' } });
  });

  it('of an empty answer that was refused leave a history that the API accepts', async () => {
    fake.enqueue({ blocks: [], stop_reason: 'refusal' });
    const asked = await ask(fake);
    await ask(fake, { start: say({ messages: [...say(emptyTranscript, 'q').messages, ...asked.messages] }, 'Then?') });
    expect(fake.asked[1]?.rejected).toBeUndefined();
  });
});

describe('where requests go', () => {
  const refused = [
    'http://192.168.0.9',
    'http://localhost.evil.example',
    'ftp://127.0.0.1',
    'https://a:b@c.example',
    'nonsense',
  ];
  it.each(refused)('is never %s', async (address) => {
    const provider = anthropicProvider({ address, key: async () => Promise.reject(new Error('asked')), model: opus });
    const turn = await provider.turn(
      { system: 's', tools: [], messages: say(emptyTranscript, 'q').messages },
      () => {},
      new AbortController().signal,
    );
    expect(turn).toMatchObject({ kind: 'failed', failure: { kind: 'wrongAddress' } });
  });

  it('is not for the environment to say, nor are headers', async () => {
    const other = await startFakeAnthropic();
    const set = {
      ANTHROPIC_BASE_URL: other.url,
      ANTHROPIC_CUSTOM_HEADERS: 'x-evil: 1',
      ANTHROPIC_AUTH_TOKEN: 'theirs',
    };
    Object.assign(process.env, set);
    try {
      await ask(fake);
      expect(other.requests).toHaveLength(0);
      expect(fake.asked[0]?.headers['x-evil']).toBeUndefined();
      expect(JSON.stringify(fake.asked[0]?.headers)).not.toContain('theirs');
      expect(process.env.ANTHROPIC_CUSTOM_HEADERS).toBe('x-evil: 1');
    } finally {
      for (const name of Object.keys(set)) delete process.env[name];
      await other.stop();
    }
  });
});
