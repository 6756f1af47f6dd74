/** The SDK, cut to what we use: the whole client is three times as large. This file is loaded at the first question. */
import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { Messages } from '@anthropic-ai/sdk/resources/messages';
import { Models } from '@anthropic-ai/sdk/resources/models';

/** The two resources of the API that the architect uses. */
export class AnthropicClient extends BaseAnthropic {
  readonly messages = new Messages(this);
  readonly models = new Models(this);
}

export interface ClientSettings {
  readonly address: string;
  /** Asked for at every request, so that a changed key works at once. */
  readonly key: () => Promise<string>;
}

/**
 * A client that goes only where it is told. Everything that the SDK would take from the environment is given here, or taken out:
 * base URL, token, profile, log level, and the headers of ANTHROPIC_CUSTOM_HEADERS. It does not retry (its own retry sleeps
 * through a `retry-after` of an hour), follow redirects (the body would go along), or trace.
 */
export function createClient({ address, key }: ClientSettings): AnthropicClient {
  const inherited = process.env.ANTHROPIC_CUSTOM_HEADERS;
  // The SDK reads this variable in its constructor whatever it is given.
  delete process.env.ANTHROPIC_CUSTOM_HEADERS;
  try {
    return new AnthropicClient({
      apiKey: key,
      authToken: null,
      baseURL: address,
      maxRetries: 0,
      timeout: 120_000,
      openTelemetry: false,
      logLevel: 'off',
      fetchOptions: { redirect: 'error' },
    });
  } finally {
    if (inherited !== undefined) process.env.ANTHROPIC_CUSTOM_HEADERS = inherited;
  }
}
