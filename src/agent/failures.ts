/** Everything that can go wrong between the user and a model: a kind, one sentence and one action. Never told apart by their text. */
import type { Action, FailureKind, Failure as ShownFailure } from '../protocol';

export interface Failure extends ShownFailure {
  /** How long the server asks us to wait. */
  readonly retryAfterMs?: number;
}

interface Wording {
  readonly sentence: string;
  readonly action: Action;
}

const tryAgain: Action = { kind: 'retry', label: 'Retry' };
const goOn: Action = { kind: 'continue', label: 'Continue' };
const settings: Action = { kind: 'openSettings', label: 'Open settings' };
const details: Action = { kind: 'copyDetails', label: 'Copy details' };

const WORDING: Readonly<Record<FailureKind, Wording>> = {
  noKey: {
    sentence: 'Add a Claude key to talk to the architect. Reviews and fixes work without one.',
    action: { kind: 'addKey', label: 'Add key' },
  },
  keyRefused: { sentence: 'Anthropic refused this key.', action: { kind: 'changeKey', label: 'Change key' } },
  badRequest: {
    sentence: 'Anthropic did not accept the request that we made: a fault of this extension, not yours.',
    action: details,
  },
  modelUnavailable: {
    sentence: 'This key cannot use the chosen model.',
    action: { kind: 'chooseModel', label: 'Pick another model' },
  },
  rateLimit: { sentence: 'Anthropic limits how fast this key may ask.', action: tryAgain },
  overloaded: {
    sentence: 'Anthropic is overloaded; it is not your machine.',
    action: { kind: 'openStatus', label: 'Status page' },
  },
  offline: { sentence: 'The model cannot be reached over the network.', action: tryAgain },
  stalled: { sentence: 'The model stopped sending, so we hung up.', action: tryAgain },
  wrongAddress: {
    sentence: 'Something answered at the configured address, but not as the Claude API does.',
    action: settings,
  },
  streamCut: { sentence: 'The answer broke off. What came before that is kept.', action: goOn },
  contextFull: {
    sentence: 'This conversation no longer fits into the model.',
    action: { kind: 'compact', label: 'Compact and ask again' },
  },
  refused: { sentence: 'The model declined to answer this.', action: { kind: 'rephrase', label: 'Rephrase' } },
  maxTokens: { sentence: 'The answer reached its length limit.', action: goOn },
  billing: {
    sentence: 'The Anthropic account is out of credit or has reached its spending limit.',
    action: { kind: 'openConsole', label: 'Open console' },
  },
  untrusted: {
    sentence: 'This workspace is not trusted, so nothing is sent to a model. Reviews and fixes work.',
    action: { kind: 'trustWorkspace', label: 'Manage trust' },
  },
  limitReached: { sentence: 'The architect has worked long on this question and paused.', action: goOn },
  internal: { sentence: 'Something failed that we did not foresee.', action: details },
};

/** Makes a failure in its standard words; `known` adds what the moment knows. */
export function failure(kind: FailureKind, known: Partial<Omit<Failure, 'kind'>> = {}): Failure {
  return { kind, ...WORDING[kind], ...known };
}

/** Failures that waiting may cure. */
export function isTransient({ kind }: Failure): boolean {
  return kind === 'rateLimit' || kind === 'overloaded' || kind === 'offline' || kind === 'stalled';
}
