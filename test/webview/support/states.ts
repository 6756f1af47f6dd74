/** Snapshots to show, built from an idle, empty chat. */
import type { AssistantTurn, PanelState, Part, ProposalCard, UserTurn } from '../../../src/protocol';

const at = '2026-11-22T17:00:00.000Z';

/** An idle, empty chat with the differences given. */
export function panelState(more: Partial<PanelState> = {}): PanelState {
  return {
    chat: { id: 'chat-1', title: 'New chat', turns: [] },
    draft: { serial: 1, text: '' },
    context: [],
    busy: { kind: 'idle' },
    queue: [],
    provider: {
      mode: 'anthropic',
      model: 'opus',
      models: [
        { id: 'offline', name: 'Offline architect', mode: 'offline' },
        { id: 'opus', name: 'Claude Opus 4.5', mode: 'anthropic' },
      ],
      hasKey: true,
    },
    usage: {
      inputTokens: 0,
      outputTokens: 0,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      contextTokens: 0,
      contextLimit: 200_000,
    },
    history: [],
    commands: [
      { name: '/review', description: 'Review a table, a migration or everything', argument: 'table or file' },
      { name: '/describe', description: 'Describe a table with its keys and indexes', argument: 'table' },
      { name: '/explain', description: 'Explain a rule', argument: 'rule' },
      { name: '/plan', description: 'Plan a safe change', argument: 'change' },
    ],
    sendWith: 'enter',
    starters: ['Review this schema', 'Which foreign keys have no index?'],
    request: { serial: 0, what: 'focusComposer' },
    ...more,
  };
}

/** A question. */
export function asked(text: string, id = `q-${text.slice(0, 12)}`): UserTurn {
  return { kind: 'user', id, at, text, context: [] };
}

/** An answer of parts; done unless said otherwise. */
export function answered(id: string, parts: readonly Part[], more: Partial<AssistantTurn> = {}): AssistantTurn {
  return {
    kind: 'assistant',
    id,
    at,
    parts,
    outcome: { kind: 'done' },
    author: 'Claude Opus 4.5',
    followUps: [],
    ...more,
  };
}

/** A chat of these turns. */
export function chatOf(turns: PanelState['chat']['turns'], more: Partial<PanelState> = {}): PanelState {
  return panelState({ chat: { id: 'chat-1', title: 'Chat', turns }, ...more });
}

/** A proposal of one new migration. */
export function proposalCard(more: Partial<ProposalCard> = {}): ProposalCard {
  return {
    id: 'proposal-1',
    title: 'Index orders.customer_id',
    rationale: 'Deleting a customer scans `orders` today. The index is built **concurrently**, so writes go on.',
    files: [
      {
        uri: 'file:///w/db/migrations/0008_index_orders_customer.sql',
        path: 'db/migrations/0008_index_orders_customer.sql',
        change: 'create',
        added: 2,
        removed: 0,
        lines: [
          { kind: 'added', text: '-- Built without blocking writes.' },
          { kind: 'added', text: 'CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);' },
        ],
        more: 0,
      },
    ],
    evidence: {
      before: 3,
      after: 2,
      fixed: [
        {
          rule: 'foreign-key-without-index',
          severity: 'warning',
          message: 'orders.customer_id references customers but has no index.',
          place: { uri: 'file:///w/db/schema.sql', line: 11, column: 2 },
        },
      ],
      raised: [],
      verifications: [
        { kind: 'verified', what: 'Reads as PostgreSQL', result: 'every statement understood' },
        { kind: 'notVerified', what: 'Time on your data', because: 'the size of orders is not known' },
      ],
      destructive: [],
    },
    state: { kind: 'pending' },
    edited: [],
    ...more,
  };
}
