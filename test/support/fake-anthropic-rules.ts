/** Rules of the Messages API that an agent loop breaks most easily. */
import { createHash } from 'node:crypto';

export interface ContentBlock {
  readonly type: string;
  readonly text?: string;
  readonly id?: string;
  readonly tool_use_id?: string;
  readonly signature?: string;
  readonly [key: string]: unknown;
}

export interface ApiMessage {
  readonly role: string;
  readonly content: string | readonly ContentBlock[];
}

export interface Body {
  readonly model: string;
  readonly max_tokens: number;
  readonly messages: readonly ApiMessage[];
  readonly system?: unknown;
  readonly tools?: readonly { readonly name: string; readonly [key: string]: unknown }[];
  readonly [key: string]: unknown;
}

export const blocksOf = ({ content }: ApiMessage): readonly ContentBlock[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : content;

/** Why the API would answer 400, or undefined. */
export function validateRequest(body: Body): string | undefined {
  return checkTop(body) ?? firstOf(body.messages, (message, i) => checkMessage(body, message, i)) ?? checkTools(body);
}

function firstOf<T>(items: readonly T[], test: (item: T, i: number) => string | undefined): string | undefined {
  for (const [i, item] of items.entries()) {
    const why = test(item, i);
    if (why !== undefined) return why;
  }
  return undefined;
}

function checkTop(body: Body): string | undefined {
  if (typeof body.max_tokens !== 'number') return 'max_tokens: Field required';
  if (typeof body.model !== 'string' || body.model === '') return 'model: Field required';
  if (!Array.isArray(body.messages) || body.messages.length === 0) return 'messages: at least one message is required';
  if (body.messages[0]?.role !== 'user') return 'messages: first message must use the "user" role';
  if (body.messages.at(-1)?.role === 'assistant')
    return 'messages: this model does not support assistant message prefill';
  const removed = ['temperature', 'top_p', 'top_k'].find((name) => name in body);
  if (removed !== undefined) return `${removed}: removed in API version 2026-10-21`;
  const mode = (body.thinking as { readonly type?: string } | undefined)?.type;
  if (mode !== undefined && mode !== 'adaptive') return `thinking.type.${mode} is not supported for this model`;
  if (body.tool_choice !== undefined) return 'tool_choice: forcing tool use is not supported on this model';
  return undefined;
}

function checkMessage(body: Body, message: ApiMessage, i: number): string | undefined {
  if (!['user', 'assistant'].includes(message.role)) return `messages.${i}.role: invalid`;
  const blocks = blocksOf(message);
  if (blocks.length === 0) return `messages.${i}: all messages must have non-empty content`;
  if (blocks.some(({ type, text }) => type === 'text' && !text?.trim())) return `messages.${i}: text must be non-empty`;
  if (blocks.some(({ type, signature }) => type === 'thinking' && !signature))
    return `messages.${i}: signature required`;
  return message.role === 'assistant' ? unanswered(body, i) : orphan(body, i);
}

const ids = (message: ApiMessage | undefined, type: string, key: 'id' | 'tool_use_id') =>
  message === undefined
    ? []
    : blocksOf(message)
        .filter((block) => block.type === type)
        .map((block) => block[key]);

function unanswered({ messages }: Body, i: number): string | undefined {
  const answers = ids(messages[i + 1], 'tool_result', 'tool_use_id');
  const missing = ids(messages[i], 'tool_use', 'id').filter((id) => !answers.includes(id));
  if (missing.length === 0) return undefined;
  return `messages.${i + 1}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing}`;
}

function orphan({ messages }: Body, i: number): string | undefined {
  const asked = ids(messages[i - 1], 'tool_use', 'id');
  const stray = ids(messages[i], 'tool_result', 'tool_use_id').find((id) => !asked.includes(id));
  return stray === undefined ? undefined : `messages.${i}: unexpected \`tool_use_id\` in \`tool_result\`: ${stray}`;
}

function checkTools({ tools = [] }: Body): string | undefined {
  const names = tools.map(({ name }) => name);
  const odd = names.find((name) => !/^[a-zA-Z0-9_-]{1,128}$/.test(name));
  if (odd !== undefined) return `tools: name "${odd}" must match ^[a-zA-Z0-9_-]{1,128}$`;
  if (new Set(names).size !== names.length) return 'tools: Tool names must be unique.';
  return tools.filter(({ strict }) => strict === true).length > 20 ? 'tools: at most 20 strict tools' : undefined;
}

/** What a thinking block is bound to: every message before it, without the thinking in them. */
export function prefixHash(body: Body, count: number): string {
  const before = body.messages
    .slice(0, count)
    .map((message) => [message.role, blocksOf(message).filter(({ type }) => type !== 'thinking')]);
  return createHash('sha256').update(JSON.stringify(before)).digest('hex');
}
