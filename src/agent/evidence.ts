/** What the engine says of files that are not written yet: computed by the review, never by a model. */
import { type DataLayer, type Evidence, type FileChange, NOT_REHEARSED, type Verification } from '../model';
import { destructiveOperations } from './destructive';
import type { Index } from './indexed';

/** Reviews the workspace with the files laid over it, beside the workspace as it is. */
export function evidenceOf(files: readonly FileChange[], index: Index): Evidence {
  const overlaid = index.overlay(files);
  const uris = files.map(({ uri }) => uri);
  const idsIn = (space: Index) => uris.flatMap((uri) => space.layersOf(uri).map(({ id }) => id));
  const touched = new Set([...idsIn(index), ...idsIn(overlaid)]);
  const before = index.layers.filter(({ id }) => touched.has(id));
  const after = overlaid.layers.filter(({ id }) => touched.has(id));
  return {
    findingsBefore: before.flatMap((layer) => index.findingsOf(layer)),
    findingsAfter: after.flatMap((layer) => overlaid.findingsOf(layer)),
    destructive: after.flatMap((layer) => {
      const old = before.find(({ id }) => id === layer.id);
      return destructiveOperations(layer, uris, old);
    }),
    verifications: verifications(uris, before, after),
  };
}

function verifications(
  uris: readonly string[],
  before: readonly DataLayer[],
  after: readonly DataLayer[],
): readonly Verification[] {
  if (after.length === 0) {
    const because = 'none of the files is a migration, model or dump that we read';
    return [{ kind: 'notVerified', what: 'Effect on the schema', because }];
  }
  return [understood(uris, after), history(before, after), ...NOT_VERIFIED];
}

function understood(uris: readonly string[], layers: readonly DataLayer[]): Verification {
  const missed = layers.flatMap(({ coverage }) => coverage.notUnderstood).filter(({ span }) => uris.includes(span.uri));
  const what = 'Every statement understood';
  if (missed.length === 0) return { kind: 'verified', what, result: 'all of them' };
  return {
    kind: 'failed',
    what,
    result: missed
      .map(({ text }) => text)
      .join('; ')
      .slice(0, 300),
  };
}

function history(before: readonly DataLayer[], after: readonly DataLayer[]): Verification {
  const known = new Set(before.flatMap(({ problems }) => problems.map(({ message }) => message)));
  const fresh = after.flatMap(({ problems }) => problems).filter(({ message }) => !known.has(message));
  const what = 'Fits the history of migrations';
  if (fresh.length === 0) return { kind: 'verified', what, result: 'nothing that it changes is missing' };
  return {
    kind: 'failed',
    what,
    result: fresh
      .map(({ message }) => message)
      .join('; ')
      .slice(0, 300),
  };
}

const NOT_VERIFIED: readonly Verification[] = [
  {
    kind: 'notVerified',
    what: NOT_REHEARSED,
    because: 'it was judged by rules and was not run on an engine',
  },
  {
    kind: 'notVerified',
    what: 'Application code that uses what changes',
    because: 'application code is not searched',
  },
];
