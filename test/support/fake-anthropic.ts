/**
 * A scripted Claude server on 127.0.0.1: the Messages API as the extension meets it, with every answer written down beforehand.
 *
 * In a test:
 *   const fake = await startFakeAnthropic();
 *   fake.enqueue({ blocks: [text('hi')] }, { error: 'overloaded_error' });
 *   … point the provider at fake.url with any key …
 *   fake.requests      // everything that was sent, raw and parsed
 *   await fake.stop();
 *
 * As a process, for journeys in a real VS Code:
 *   npx tsx test/support/fake-anthropic.ts --port 0 --script replies.json [--log requests.jsonl]
 * `--script` is a JSON file with a list of `Reply` objects (fake-anthropic-script.ts); the file is read again at every request, and the n-th request to
 * /v1/messages gets the n-th entry (after the last: `ok`), so a journey may append while it runs. The first line on stdout is the
 * address. `--log` appends one line `{ path, headers, body }` per request. Set `databaseArchitect.anthropic.baseUrl` to the
 * address and any text that begins with `sk-ant-` as the key; a key that contains `bad` is answered 401.
 *
 * Where a reply looks back, use `when`: it is chosen for the first request whose last message contains that text, before the queue.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { MODELS } from './fake-anthropic-models';
import { type Body, prefixHash, validateRequest } from './fake-anthropic-rules';
import { type Block, events, type Reply } from './fake-anthropic-script';

export type { Block, Reply } from './fake-anthropic-script';

export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly raw: string;
  readonly body: Body | undefined;
  /** Why the API would refuse it. */
  rejected?: string;
  /** The client hung up before the answer was whole. */
  clientGone: boolean;
  /** Resolves when the connection for this answer is closed or the answer is whole. */
  readonly ended: Promise<void>;
}

export const text = (words: string): Block => ({ type: 'text', text: words });

export const thinking = (words: string): Block => ({
  type: 'thinking',
  thinking: words,
  signature: `sig_${createHash('sha256').update(words).digest('hex').slice(0, 16)}`,
});

let calls = 0;
export const toolUse = (name: string, input: unknown, id = `toolu_fake_${++calls}`): Block => ({
  type: 'tool_use',
  id,
  name,
  input,
});

const STATUS: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};

export interface FakeAnthropic {
  readonly url: string;
  readonly requests: readonly Recorded[];
  /** Requests to /v1/messages alone. */
  readonly asked: readonly Recorded[];
  enqueue(...replies: readonly Reply[]): void;
  /** What is answered when the queue is empty. */
  fallback: Reply;
  models: readonly unknown[];
  /** Refuse thinking blocks that do not stand where they were made, as the API does. */
  bindThinking: boolean;
  stop(): Promise<void>;
}

interface Server {
  readonly queue: Reply[];
  readonly requests: Recorded[];
  readonly bound: Map<string, string>;
  readonly fake: FakeAnthropic;
  readonly next: (body: Body | undefined) => Reply;
}

export interface FakeOptions {
  readonly port?: number;
  /** Where replies come from instead of the queue. */
  readonly script?: (asked: number) => readonly Reply[];
  readonly onRequest?: (request: Recorded) => void;
}

/** Starts it on a free port of 127.0.0.1. */
export async function startFakeAnthropic(options: FakeOptions = {}): Promise<FakeAnthropic> {
  const sockets = new Set<Socket>();
  const queue: Reply[] = [];
  const requests: Recorded[] = [];
  const listener = http.createServer((request, response) => {
    handle(server, request, response, options).catch(() => response.destroy());
  });
  listener.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  listener.listen(options.port ?? 0, '127.0.0.1');
  await once(listener, 'listening');
  const fake: FakeAnthropic = {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    requests,
    get asked() {
      return requests.filter(({ path }) => path === '/v1/messages');
    },
    enqueue: (...replies) => void queue.push(...replies),
    fallback: { blocks: [text('ok')] },
    models: MODELS,
    bindThinking: false,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
  const next = (body: Body | undefined) => {
    const last = JSON.stringify(body?.messages?.at(-1)?.content ?? '');
    const scripted = options.script?.(fake.asked.length - 1);
    if (scripted !== undefined) {
      const wanted = scripted.find(({ when }) => when !== undefined && last.includes(when));
      return wanted ?? scripted.filter(({ when }) => when === undefined)[fake.asked.length - 1] ?? fake.fallback;
    }
    const at = queue.findIndex(({ when }) => when !== undefined && last.includes(when));
    const plain = at >= 0 ? at : queue.findIndex(({ when }) => when === undefined);
    return (plain < 0 ? undefined : queue.splice(plain, 1)[0]) ?? fake.fallback;
  };
  const server: Server = { queue, requests, bound: new Map(), fake, next };
  return fake;
}

async function handle(
  server: Server,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  options: FakeOptions,
): Promise<void> {
  const recorded = await record(request, response);
  server.requests.push(recorded);
  options.onRequest?.(recorded);
  response.setMaxListeners(0);
  response.setHeader('request-id', `req_fake_${server.requests.length}`);
  const { path, body, headers } = recorded;
  if (headers.authorization?.includes('bad')) return refuse(response, 'authentication_error', 'invalid x-api-key');
  if (path === '/v1/models') return json(response, 200, { data: server.fake.models, has_more: false });
  if (path !== '/v1/messages') return refuse(response, 'not_found_error', `Not found: ${path}`);
  const rejected = body === undefined ? 'invalid JSON' : (validateRequest(body) ?? unboundThinking(server, body));
  if (rejected !== undefined) {
    recorded.rejected = rejected;
    return refuse(response, 'invalid_request_error', rejected);
  }
  if (body !== undefined) await reply(server, response, body, server.next(body));
}

async function record(request: http.IncomingMessage, response: http.ServerResponse): Promise<Recorded> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks).toString('utf8');
  const recorded: Recorded = {
    method: request.method ?? '',
    path: new URL(request.url ?? '/', 'http://127.0.0.1').pathname,
    headers: request.headers,
    raw,
    body: parse(raw),
    clientGone: false,
    ended: once(response, 'close').then(() => {
      recorded.clientGone = !response.writableFinished;
    }),
  };
  return recorded;
}

function parse(raw: string): Body | undefined {
  try {
    return JSON.parse(raw) as Body;
  } catch {
    return undefined;
  }
}

function unboundThinking({ fake, bound }: Server, body: Body): string | undefined {
  if (!fake.bindThinking) return undefined;
  for (const [i, message] of body.messages.entries()) {
    if (message.role !== 'assistant' || typeof message.content === 'string') continue;
    for (const block of message.content) {
      if (block.type !== 'thinking' || bound.get(String(block.signature)) === prefixHash(body, i)) continue;
      return `messages.${i}: \`thinking\` block does not match the conversation it was created in`;
    }
  }
  return undefined;
}

function json(response: http.ServerResponse, status: number, value: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}

function refuse(response: http.ServerResponse, type: string, message: string, reply: Reply = {}): void {
  const details = reply.details === undefined ? {} : { details: reply.details };
  const error = { type, message, ...details };
  json(response, reply.status ?? STATUS[type] ?? 500, { type: 'error', error }, reply.headers);
}

async function reply(server: Server, response: http.ServerResponse, body: Body, script: Reply): Promise<void> {
  if (script.delayMs !== undefined) await sleep(script.delayMs);
  if (script.destroyBeforeHeaders) return void response.socket?.destroy();
  if (script.rawBody !== undefined) {
    const type = script.contentType ?? 'text/html';
    response.writeHead(script.status ?? 200, { 'content-type': type, ...script.headers });
    return void response.end(script.rawBody);
  }
  if (script.error !== undefined) return refuse(response, script.error, script.message ?? script.error, script);
  for (const block of script.blocks ?? []) {
    if (block.type === 'thinking') server.bound.set(block.signature, prefixHash(body, body.messages.length));
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', ...script.headers });
  const emit = emitter(response, script);
  for (const [event, data] of events(server.requests.length, body, script)) if (!(await emit(event, data))) return;
  response.end();
}

/** Writes events one after another, until the script says that something happens. */
function emitter(response: http.ServerResponse, script: Reply) {
  const eol = script.eol ?? '\n';
  let sent = 0;
  return async (event: string, data: unknown): Promise<boolean> => {
    if (response.destroyed) return false;
    if (sent === script.cutAfterEvents) {
      // What was written must have left before the connection goes.
      await sleep(40);
      if (script.cut === 'clean') response.end();
      else response.socket?.destroy();
      return false;
    }
    if (sent === script.stallAfterEvents) {
      await once(response, 'close');
      return false;
    }
    const fails = sent === script.errorAfterEvents;
    const error = { type: 'error', error: { type: script.errorType ?? 'overloaded_error', message: 'Overloaded' } };
    const [name, payload] = fails ? ['error', error] : [event, data];
    await write(response, `event: ${name}${eol}data: ${JSON.stringify(payload)}${eol}${eol}`, script.splitBytes);
    if (fails) response.end();
    sent++;
    if (script.tokenDelayMs !== undefined) await sleep(script.tokenDelayMs);
    return !fails && !response.destroyed;
  };
}

async function write(response: http.ServerResponse, chunk: string, splitBytes: number | undefined): Promise<void> {
  const bytes = Buffer.from(chunk);
  const size = splitBytes ?? bytes.length;
  for (let i = 0; i < bytes.length; i += size) {
    const flushed = response.write(bytes.subarray(i, i + size));
    if (splitBytes !== undefined) await new Promise(setImmediate);
    if (!flushed) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
}

async function main(args: readonly string[]): Promise<void> {
  const option = (name: string) => {
    const at = args.indexOf(`--${name}`);
    return at < 0 ? undefined : args[at + 1];
  };
  const file = option('script');
  const log = option('log');
  const fake = await startFakeAnthropic({
    port: Number(option('port') ?? 0),
    ...(file === undefined ? {} : { script: () => JSON.parse(readFileSync(file, 'utf8')) as readonly Reply[] }),
    onRequest: ({ path, headers, body }) => {
      if (log !== undefined) appendFileSync(log, `${JSON.stringify({ path, headers, body })}\n`);
    },
  });
  console.log(fake.url);
}

// Not by `import.meta`: the suite of the extension host is bundled as CommonJS.
if (process.argv[1]?.endsWith('fake-anthropic.ts')) void main(process.argv.slice(2));
