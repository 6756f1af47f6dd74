/** Models of the scripted server. */
const can = (supported: boolean) => ({ supported });

const model = (id: string, title: string, line: string, more = {}) => ({
  type: 'model',
  id,
  display_name: title,
  created_at: '2026-09-22T00:00:00Z',
  lifecycle: 'active',
  line,
  deprecated_at: null,
  retires_at: null,
  max_input_tokens: 1_000_000,
  max_tokens: 128_000,
  capabilities: {
    effort: { supported: true, low: can(true), medium: can(true), high: can(true), xhigh: can(true), max: can(true) },
    thinking: { supported: true, types: { adaptive: can(true), enabled: can(false) } },
  },
  ...more,
});

/** Invented for tests, in the shape of GET /v1/models. */
export const MODELS: readonly unknown[] = [
  model('claude-haiku-5-5', 'Claude Haiku 5.5', 'haiku'),
  model('claude-opus-5', 'Claude Opus 5', 'opus', { created_at: '2026-07-24T00:00:00Z' }),
  model('claude-opus-5-5', 'Claude Opus 5.5', 'opus'),
  model('claude-sonnet-5-5', 'Claude Sonnet 5.5', 'sonnet'),
  model('claude-opus-4-1', 'Claude Opus 4.1', 'opus', {
    created_at: '2026-10-01T00:00:00Z',
    lifecycle: 'deprecated',
    deprecated_at: '2026-11-01T00:00:00Z',
  }),
];
