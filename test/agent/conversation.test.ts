import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConversation, type Failure, tools } from '../../src/agent';
import type { Json, PastTurn, TurnRequest, TurnSink } from '../../src/agent/conversation';
import { anthropicProvider } from '../../src/agent/providers/anthropic';
import type { Proposal } from '../../src/model';
import type { ContextChip, FormPart, NoticePart, ThinkingPart, ToolPart, TurnOutcome, Usage } from '../../src/protocol';
import { type FakeAnthropic, startFakeAnthropic, text, thinking, toolUse } from '../support/fake-anthropic';
import { opus, skippingClock } from './support';
import { openTools, root, type Tools } from './workspace';

let fake: FakeAnthropic;
let box: Tools;
beforeEach(async () => {
  fake = await startFakeAnthropic();
  box = await openTools();
});
afterEach(() => fake.stop());

interface Answer {
  readonly outcome: TurnOutcome;
  readonly text: string;
  readonly parts: ReadonlyMap<string, ToolPart | ThinkingPart | NoticePart | FormPart>;
  readonly proposals: readonly Proposal[];
  readonly transcript: readonly Json[];
  readonly usage: readonly Usage[];
  readonly retries: readonly unknown[];
  readonly followUps: readonly string[];
  readonly sent: readonly unknown[];
}

interface Asking extends Partial<TurnRequest> {
  readonly key?: 'has key' | 'no key';
  readonly failure?: Failure;
  readonly window?: number;
  readonly compact?: 'auto' | 'off';
}

async function ask(question: string, asking: Asking = {}): Promise<Answer> {
  let said = '';
  const parts = new Map<string, ToolPart | ThinkingPart | NoticePart | FormPart>();
  const proposals: Proposal[] = [];
  const transcript: Json[] = [];
  const usage: Usage[] = [];
  const retries: unknown[] = [];
  const sent: unknown[] = [];
  let followUps: readonly string[] = [];
  const sink: TurnSink = {
    onDelta: (_, delta) => {
      said += delta;
    },
    onPart: (part) => void parts.set(part.id, part),
    onProposal: (proposal) => void proposals.push(proposal),
    onUsage: (one) => void usage.push(one),
    onTranscript: (entries) => void transcript.push(...entries),
    onRetry: (wait) => void (wait === undefined || retries.push(wait)),
    onFollowUps: (questions) => {
      followUps = questions;
    },
  };
  const conversation = createConversation({
    provider: async () =>
      asking.failure === undefined
        ? {
            kind: 'provider',
            provider: anthropicProvider({
              address: fake.url,
              key: async () => 'sk-ant-test',
              model: { ...opus, contextWindow: asking.window ?? opus.contextWindow },
            }),
          }
        : { kind: 'failed', failure: asking.failure },
    title: () => opus.title,
    runTool: async (name, input) => box.run(name, input),
    tools,
    key: () => asking.key ?? 'no key',
    path: (uri) => uri.replace(`${root}/`, ''),
    clock: skippingClock(),
    compacts: () => asking.compact !== 'off',
    onSent: (_, request) => void sent.push(request),
  });
  const outcome = await conversation.run(
    {
      chat: 'c',
      turn: 't',
      question,
      context: [],
      history: [],
      model: 'claude-opus-5-5',
      signal: new AbortController().signal,
      ...asking,
    },
    sink,
  );
  return { outcome, text: said, parts, proposals, transcript, usage, retries, followUps, sent };
}

const offline = (question: string, context: readonly ContextChip[] = [], key: 'has key' | 'no key' = 'no key') =>
  ask(question, { model: 'offline', context, key });

const past = (question: string, answer: Answer, proposals: readonly Proposal[] = []): PastTurn => ({
  question,
  context: [],
  transcript: answer.transcript,
  outcome: answer.outcome,
  proposals,
});

const cards = (answer: Answer) => [...answer.parts.values()].filter((part) => part.kind === 'tool');

describe('a conversation with a model', () => {
  it('shows thinking, tools in words and the answer, and what it cost', async () => {
    fake.enqueue(
      { blocks: [thinking('Which keys?'), toolUse('describe', { tables: ['orders'] })] },
      {
        blocks: [text('`orders` is fine: db/migration/V2__orders.sql:1')],
        usage: { input_tokens: 1000, output_tokens: 100 },
      },
    );
    const answer = await ask('Is orders fine?');
    expect(answer.outcome).toEqual({ kind: 'done' });
    expect(answer.parts.get('thinking-1')).toMatchObject({ text: 'Which keys?', seconds: 1 });
    expect(cards(answer)).toEqual([
      expect.objectContaining({
        state: 'done',
        title: 'Read orders, 4 columns',
        result: expect.stringContaining('book_id'),
      }),
    ]);
    expect(answer.text).toContain('V2__orders.sql:1');
    expect(answer.usage.at(-1)?.dollars).toBeCloseTo(0.006);
    expect(answer.followUps).toEqual(['/review orders']);
  });

  it('puts a proposal before the user, and writes nothing', async () => {
    const migration = { name: 'add note', up: 'ALTER TABLE orders ADD COLUMN note text;' };
    fake.enqueue({ blocks: [toolUse('propose', { title: 'Add a note', rationale: 'Asked.', migration })] });
    const answer = await ask('Add a note to orders');
    expect(answer.proposals).toMatchObject([{ title: 'Add a note', state: { kind: 'pending' } }]);
    expect(box.workspace.textOf(`${root}/db/migration/V4__add_note.sql`)).toBeUndefined();
  });

  it('goes on from what is on disk, thinking and all, and tells the model what the user decided', async () => {
    fake.bindThinking = true;
    fake.enqueue(
      { blocks: [thinking('hm'), toolUse('overview', {})] },
      { blocks: [thinking('so'), text('One layer.')] },
    );
    const first = await ask('What is there?');
    const proposal = {
      id: 'proposal-1',
      title: 'Add a note',
      rationale: '',
      files: [],
      evidence: { findingsBefore: [], findingsAfter: [], verifications: [], destructive: [] },
      state: { kind: 'rejected', at: '2026-11-22T10:00:00Z' },
    } as const;
    const history = [past('What is there?', first, [proposal])];
    const second = await ask('And then?', { history });
    expect(fake.asked.map(({ rejected }) => rejected)).toEqual([undefined, undefined, undefined]);
    expect(fake.asked[2]?.raw).toContain('the user rejected it');
    const third = await ask('And now?', { history: [...history, past('And then?', second, [proposal])] });
    expect(third.outcome.kind).toBe('done');
    expect(fake.asked[3]?.raw.match(/the user rejected it/g)).toHaveLength(1);
  });

  it('survives a transcript that a crash cut in the middle', async () => {
    fake.enqueue({ blocks: [toolUse('overview', {})] });
    const first = await ask('What is there?');
    const cut = { ...first, transcript: [...first.transcript.slice(0, 2), { nonsense: true }, null, 'x'] };
    const second = await ask('And then?', { history: [past('What is there?', cut)] });
    expect(second.outcome.kind).toBe('done');
    expect(fake.asked.at(-1)?.rejected).toBeUndefined();
  });

  it('never sends secrets: not those of the question, the files, or their rows', async () => {
    const path = 'db/migration/V2__orders.sql';
    fake.enqueue({ blocks: [toolUse('read_source', { path }), toolUse('read_source', { path: '.env' })] });
    await ask('Why does postgres://app:hunter2@db/prod fail?');
    expect(fake.asked).toHaveLength(2);
    for (const { raw } of fake.asked) expect(raw).not.toMatch(/hunter2|ada@example\.org/);
  });

  it('can show exactly what was sent, and the key is not in it', async () => {
    const answer = await ask('Hello');
    expect(answer.sent).toHaveLength(1);
    expect(JSON.stringify(answer.sent)).toContain('Hello');
    expect(JSON.stringify(answer.sent)).not.toContain('sk-ant');
  });

  it('tells a wait with a sentence and when it ends', async () => {
    fake.enqueue({ error: 'overloaded_error' }, { blocks: [text('Here.')] });
    const answer = await ask('Hello');
    expect(answer).toMatchObject({ outcome: { kind: 'done' }, text: 'Here.' });
    expect(answer.retries).toMatchObject([
      { attempt: 2, of: 6, sentence: expect.stringContaining('overloaded'), until: new Date(1000) },
    ]);
  });

  it('without a key says how to add one, and sends nothing', async () => {
    const { failure } = await import('../../src/agent');
    const answer = await ask('Hello', { failure: failure('noKey') });
    expect(answer.outcome).toMatchObject({ kind: 'failed', failure: { kind: 'noKey', action: { kind: 'addKey' } } });
    expect(fake.requests).toHaveLength(0);
  });

  it('keeps the brief and the tools byte for byte the same, so that the cache holds', async () => {
    await ask('One');
    await ask('Two');
    const [one, two] = fake.asked.map(({ body }) => JSON.stringify([body?.system, body?.tools]));
    expect(one).toBe(two);
  });
});

describe('questions to the user', () => {
  const asking = (assumed: string) => ({
    questions: [
      { question: 'How many tenants?', why: 'It decides the tenancy.', choices: ['Tens', 'Thousands'], assumed },
    ],
  });

  it('are a form, and end the turn: the model waits for the answers', async () => {
    fake.enqueue({ blocks: [text('That depends.'), toolUse('ask', asking('Thousands'))] });
    const answer = await ask('How should I keep tenants?');
    expect(answer.outcome.kind).toBe('done');
    expect([...answer.parts.values()].find(({ kind }) => kind === 'form')).toMatchObject(asking('Thousands'));
    const requests = fake.asked.length;
    fake.enqueue({ blocks: [text('One schema.')] });
    await ask('- How many tenants? Thousands', { history: [past('How should I keep tenants?', answer)] });
    expect(fake.asked).toHaveLength(requests + 1);
    expect(fake.asked.at(-1)?.rejected).toBeUndefined();
  });

  it('that assume what is no choice are sent back to the model', async () => {
    fake.enqueue({ blocks: [toolUse('ask', asking('Millions'))] }, { blocks: [text('One schema.')] });
    const answer = await ask('How should I keep tenants?');
    expect(answer.text).toBe('One schema.');
    expect([...answer.parts.values()].some(({ kind }) => kind === 'form')).toBe(false);
  });
});

describe('a long chat', () => {
  const proposal = {
    id: 'proposal-1',
    title: 'Split the address',
    rationale: '',
    files: [{ uri: 'file:///db/V9__split.sql', before: undefined, after: 'x' }],
    evidence: { findingsBefore: [], findingsAfter: [], verifications: [], destructive: [] },
    state: { kind: 'rejected', at: '2026-11-22T10:00:00Z' },
  } as const;
  const long = async () => {
    fake.enqueue({ blocks: [toolUse('overview', {})] }, { blocks: [text('Keep one table of addresses.')] });
    return past('How should addresses be kept?', await ask('How should addresses be kept?'), [proposal]);
  };
  const lastAsked = () => fake.asked.at(-1)?.raw ?? '';

  it('is compacted when asked: answers and decisions stay, in sight, and results of tools go', async () => {
    const first = await long();
    const requests = fake.asked.length;
    const compacted = await ask('/compact', { history: [first] });
    expect(fake.asked).toHaveLength(requests);
    const [card] = cards(compacted);
    expect(card?.title).toContain('Compacted 1 earlier question');
    expect(card?.result).toContain('Keep one table of addresses.');
    expect(card?.result).toContain('rejected by the user');
    fake.enqueue({ blocks: [text('Because it is simpler.')] });
    const second = await ask('Why?', { history: [first, past('/compact', compacted)] });
    expect(second.outcome.kind).toBe('done');
    expect(lastAsked()).toContain('Keep one table of addresses.');
    expect(lastAsked()).toContain('rejected by the user');
    expect(lastAsked()).not.toContain('tool_result');
  });

  it('makes room by itself before it no longer fits, once, and goes on from there', async () => {
    const first = await long();
    const heavy = {
      ...first,
      transcript: [...first.transcript, { role: 'user', parts: [{ kind: 'text', text: 'x'.repeat(90_000) }] }],
    };
    fake.enqueue({ blocks: [text('Since one is enough.')] });
    const second = await ask('Why?', { history: [heavy], window: 30_000 });
    expect(cards(second)[0]?.title).toContain('Compacted');
    expect(lastAsked().length).toBeLessThan(80_000);
    expect(lastAsked()).toContain('Keep one table of addresses.');
    fake.enqueue({ blocks: [text('Yes.')] });
    const third = await ask('Sure?', { history: [heavy, past('Why?', second)], window: 30_000 });
    expect(cards(third)).toEqual([]);
    expect(lastAsked()).toContain('Since one is enough.');
    expect(lastAsked()).toContain('rejected by the user');
  });

  it('is left alone when the user switched that off', async () => {
    const first = await long();
    const heavy = {
      ...first,
      transcript: [...first.transcript, { role: 'user', parts: [{ kind: 'text', text: 'y'.repeat(90_000) }] }],
    };
    fake.enqueue({ blocks: [text('Because.')] });
    const second = await ask('Why?', { history: [heavy], window: 30_000, compact: 'off' });
    expect(cards(second)).toEqual([]);
    expect(lastAsked()).toContain('yyyyyyyy');
  });

  it('of which nothing was said yet has nothing to compact', async () => {
    expect((await ask('/compact', { model: 'offline' })).text).toContain('nothing to compact');
  });
});

describe('the offline architect', () => {
  it('reviews', async () => {
    const answer = await offline('/review');
    expect(answer.text).toContain('`create-index-non-concurrent` at `db/migration/V3__speed_up.sql:1`');
    expect(answer.followUps).toContain('/explain create-index-non-concurrent');
    expect(cards(answer)[0]?.title).toMatch(/^Reviewed the workspace, \d+ findings?$/);
  });

  it.each(['review the schema', 'Please review', 'what is wrong with this schema?'])(
    'reviews when asked to "%s"',
    async (words) => {
      expect((await offline(words)).text).toContain('create-index-non-concurrent');
    },
  );

  it.each(['/review page 2', '/review orders page 2', 'page 2'])('turns the page when asked to "%s"', async (words) => {
    const answer = await offline(words);
    expect(cards(answer)[0]?.title).toMatch(/^Reviewed /);
    expect(answer.text).not.toContain('`create-index-non-concurrent` at');
  });

  it('describes a table, however it is named', async () => {
    for (const question of ['/describe orders', 'describe orders', 'What is the orders table?']) {
      expect((await offline(question)).text, question).toContain('### orders');
    }
  });

  it('explains a rule', async () => {
    for (const question of ['/explain create-index-non-concurrent', 'Why create-index-non-concurrent?']) {
      expect((await offline(question)).text, question).toContain('**Instead.**');
    }
  });

  it('lists the tables', async () => {
    expect((await offline('What tables are there?')).text).toContain('authors, books, orders');
  });

  it('finds where a name occurs', async () => {
    expect((await offline('where is book_id used?')).text).toContain('column `orders.book_id`');
  });

  it('plans SQL: reviews it, mends it, and puts it before the user', async () => {
    const answer = await offline('/plan CREATE INDEX books_author_id_idx ON books (author_id);');
    expect(answer.text).toContain('create-index-non-concurrent');
    expect(answer.proposals[0]?.files[0]?.uri).toContain('/db/migration/V4__');
    expect(answer.proposals[0]?.files[0]?.after).toContain('CREATE INDEX CONCURRENTLY');
    expect(answer.text).toContain('Nothing has been written');
  });

  const words = [
    ['/plan add column note to orders', 'ALTER TABLE orders ADD COLUMN note text;'],
    ['add column shipped_at to orders', 'ALTER TABLE orders ADD COLUMN shipped_at timestamptz;'],
    ['Add a column points of type integer to the table authors.', 'ALTER TABLE authors ADD COLUMN points integer;'],
    ['rename column title of books to name', 'ALTER TABLE books RENAME COLUMN title TO name;'],
    ['drop column email from orders', 'ALTER TABLE orders DROP COLUMN email;'],
  ] as const;
  it.each(words)('plans "%s" in words', async (question, sql) => {
    const answer = await offline(question);
    expect(answer.proposals[0]?.files[0]?.after).toContain(sql);
  });

  it('quotes names with capital letters as the project has them', async () => {
    box = await openTools({
      'db/V1__users.sql': 'CREATE TABLE "User" (id int PRIMARY KEY);\n',
      'flyway.toml': 'url = "jdbc:postgresql://localhost/x"\n',
    });
    const answer = await offline('add column nickName to user');
    expect(answer.proposals[0]?.files[0]?.after).toContain('ALTER TABLE "User" ADD COLUMN "nickName" text;');
  });

  it('says when it guessed a type', async () => {
    expect((await offline('add column note to orders')).text).toContain('The type `text` is a guess');
  });

  it('names what would be lost before it proposes', async () => {
    const answer = await offline('drop table books');
    expect(answer.text).toContain('**loses data**: `DROP TABLE books`');
    expect(answer.proposals[0]?.evidence.destructive).toEqual(['DROP TABLE books']);
  });

  it('does not propose what cannot be', async () => {
    const answer = await offline('/plan ALTER TABLE nowhere ADD COLUMN x int;');
    expect(answer.text).toContain('does not fit the history');
    expect(answer.proposals).toEqual([]);
  });

  it('answers a free question with the facts it has, and says how to add a key', async () => {
    const answer = await offline('Should orders be partitioned by month?');
    expect(answer.text).toContain('### orders');
    expect(answer.text).toContain('Set Anthropic API Key');
    expect(answer.parts.get('add-key')).toMatchObject({ kind: 'notice', action: { kind: 'addKey' } });
  });

  it('answers a question that names nothing with what is there', async () => {
    const answer = await offline('Which cache strategy suits us?');
    expect(answer.outcome).toEqual({ kind: 'done' });
    expect(answer.text).toContain('needs a language model');
    expect(answer.text).toContain('PostgreSQL');
  });

  it('does not nag about a key when there is one', async () => {
    const answer = await offline('Which cache strategy suits us?', [], 'has key');
    expect(answer.text).toContain('Choose a Claude model');
    expect(answer.parts.has('add-key')).toBe(false);
  });

  it('uses what is attached', async () => {
    const uri = `${root}/db/migration/V3__speed_up.sql`;
    const chips: readonly ContextChip[] = [
      { id: '1', kind: 'table', label: 'books', detail: 'books' },
      { id: '2', kind: 'finding', label: 'create-index-non-concurrent', detail: '…' },
      { id: '3', kind: 'migration', label: 'V3', detail: 'V3', place: { uri, line: 0, column: 0 } },
    ];
    const { text: said } = await offline('What should I do here?', chips);
    expect(said).toContain('### books');
    expect(said).toContain('### create-index-non-concurrent');
    expect(said).toContain('V3__speed_up.sql:1');
  });

  it('helps', async () => {
    expect((await offline('/help')).text).toContain('/plan');
    expect((await offline('/unheard of')).outcome).toEqual({ kind: 'done' });
  });

  it('sends nothing anywhere', async () => {
    await offline('/review');
    expect(fake.requests).toHaveLength(0);
  });

  it('stops at once when told to', async () => {
    const answer = await ask('/review', { model: 'offline', signal: AbortSignal.abort() });
    expect(answer.outcome).toEqual({ kind: 'stopped', because: 'user' });
    expect(answer.text).toBe('');
  });

  it('can be followed by a model in the same chat', async () => {
    const first = await offline('/review');
    const second = await ask('Go on', { history: [past('/review', first)] });
    expect(second.outcome.kind).toBe('done');
    expect(fake.asked[0]?.rejected).toBeUndefined();
    expect(fake.asked[0]?.raw).toContain('create-index-non-concurrent');
  });
});
