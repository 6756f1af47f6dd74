/** The models that a key can use: asked of the API, never a list of ours. */
import type { ModelInfo } from '@anthropic-ai/sdk/resources/models';
import { type Failure, failure } from '../failures';
import { checkAddress } from './address';
import type { ClaudeModel, Effort } from './anthropic';
import { type ClientSettings, createClient } from './anthropic-client';
import { toFailure } from './anthropic-errors';

export type Models =
  | { readonly kind: 'models'; readonly models: readonly ClaudeModel[] }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Asks what the key can use; that also tells whether it is a key. Newest first, retired ones left out. */
export async function listModels(settings: ClientSettings, signal: AbortSignal): Promise<Models> {
  const address = checkAddress(settings.address);
  if (address === undefined) return { kind: 'failed', failure: failure('wrongAddress') };
  try {
    const found: ModelInfo[] = [];
    const client = createClient({ ...settings, address });
    for await (const model of client.models.list({ limit: 100 }, { signal, timeout: 20_000 })) {
      // Something that is not the API may answer with anything.
      if (typeof model?.id !== 'string') return { kind: 'failed', failure: failure('wrongAddress') };
      found.push(model);
    }
    const models = found.map(fromInfo).filter(({ lifecycle }) => lifecycle !== 'retired');
    return { kind: 'models', models: models.sort((a, b) => b.released.localeCompare(a.released)) };
  } catch (error) {
    return { kind: 'failed', failure: toFailure(error, { begun: false, isEventStream: false, idle: false }) };
  }
}

/** The newest Opus-class model that is not on its way out, else Sonnet, else whatever there is. */
export function defaultModel(models: readonly ClaudeModel[]): ClaudeModel | undefined {
  const active = models.filter(({ lifecycle }) => lifecycle === 'active');
  const newest = (line: string) => active.find((model) => model.line === line);
  return newest('opus') ?? newest('sonnet') ?? active[0] ?? models[0];
}

const EFFORTS: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max'];

function fromInfo(info: ModelInfo): ClaudeModel {
  const { effort, thinking } = info.capabilities ?? {};
  return {
    id: info.id,
    title: info.display_name,
    line: info.line ?? undefined,
    released: info.created_at,
    lifecycle: info.lifecycle,
    contextWindow: info.max_input_tokens ?? undefined,
    maxOutput: info.max_tokens ?? undefined,
    adaptiveThinking: thinking?.types?.adaptive?.supported ?? false,
    efforts: effort?.supported ? EFFORTS.filter((level) => effort[level]?.supported) : [],
  };
}
