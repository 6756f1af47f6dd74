/** The SDK's errors as our failures: by class, status and code, never by their words (which may also hold what was sent). */
import { APIConnectionError, APIError } from '@anthropic-ai/sdk/core/error';
import { type Failure, failure } from '../failures';
import { redact } from '../redact';

/** How far the request had come when it failed. */
export interface Progress {
  /** An event of the stream has come. */
  readonly begun: boolean;
  /** The answer was announced as an event stream. */
  readonly isEventStream: boolean;
  /** The silence was too long and we hung up. */
  readonly idle: boolean;
}

/** A monthly cap: waiting for a minute does not cure it, and there is no `retry-after` (Claude API, "Errors", 429). */
const spendingLimit = 'enforced_spend_limit_reached';

/** What went wrong, for the user. */
export function toFailure(error: unknown, progress: Progress): Failure {
  if (progress.idle) return failure('stalled');
  if (error instanceof APIConnectionError) return failure('offline');
  if (error instanceof APIError) return fromApi(error);
  // What is left is the SDK's plain AnthropicError: a reset or a clean cut in mid-stream, or an answer that is no event stream.
  if (progress.isEventStream) return progress.begun ? failure('streamCut') : failure('offline');
  return failure('wrongAddress');
}

function fromApi(error: APIError): Failure {
  const known = {
    ...(error.requestID ? { details: `Request ${error.requestID}` } : {}),
    ...retryAfter(error),
  };
  if (error.status === undefined) return inStream(error, known);
  switch (error.status) {
    case 401:
      return failure('keyRefused', known);
    case 402:
      return failure('billing', known);
    case 403:
      return failure('keyRefused', { ...known, sentence: 'Anthropic does not allow this key to do that.' });
    case 404:
      return failure('modelUnavailable', known);
    case 413:
      return failure('contextFull', known);
    case 429:
      return failure(error.errorCode === spendingLimit ? 'billing' : 'rateLimit', known);
    case 408:
      return failure('offline', known);
    default:
      return failure(error.status >= 500 ? 'overloaded' : 'badRequest', { ...known, ...status(error, known.details) });
  }
}

/** An error event in mid-stream has a type but no status. */
function inStream(error: APIError, known: Partial<Failure>): Failure {
  switch (error.type) {
    case 'rate_limit_error':
      return failure('rateLimit', known);
    case 'overloaded_error':
    case 'api_error':
    case 'timeout_error':
      return failure('overloaded', known);
    default:
      return failure('streamCut', known);
  }
}

/** What the server said, for a bug report; it may repeat what we sent, so secrets are taken out. */
function status(error: APIError, request: string | undefined): { readonly details: string } {
  const said = redact(error.apiMessage ?? '').text.slice(0, 500);
  return { details: [`Status ${error.status}`, request, said].filter(Boolean).join('. ') };
}

/** `retry-after-ms`, else `retry-after` in seconds or as a date (RFC 9110, 10.2.3). */
function retryAfter(error: APIError): { readonly retryAfterMs?: number } {
  const ms = Number(error.headers?.get('retry-after-ms') ?? Number.NaN);
  if (ms >= 0) return { retryAfterMs: ms };
  const text = error.headers?.get('retry-after');
  if (!text) return {};
  const seconds = Number(text);
  if (seconds >= 0) return { retryAfterMs: seconds * 1000 };
  const date = Date.parse(text);
  return Number.isNaN(date) ? {} : { retryAfterMs: Math.max(0, date - Date.now()) };
}
