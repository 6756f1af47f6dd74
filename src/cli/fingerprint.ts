import { createHash } from 'node:crypto';
import type { Finding } from '../model';
import type { Report } from './report';

/** A finding with what stays the same when lines above it come and go. */
export interface Fingerprinted {
  readonly finding: Finding;
  /** 40 hex digits. */
  readonly fingerprint: string;
}

/**
 * Tells findings apart by rule, file and the line that they stand on, without white space and line numbers: what is found again after
 * other lines have moved has the same one. The same finding on several equal lines is numbered in order.
 */
export function fingerprinted({ findings, fileOf, textOf }: Report): readonly Fingerprinted[] {
  const counts = new Map<string, number>();
  return findings.map((finding) => {
    const line = (textOf(finding.span.uri)?.split('\n')[finding.span.start.line] ?? '').replace(/\s+/g, ' ').trim();
    const key = JSON.stringify([finding.rule, fileOf(finding.span.uri), line]);
    const nth = counts.get(key) ?? 0;
    counts.set(key, nth + 1);
    return { finding, fingerprint: createHash('sha1').update(`${key} ${nth}`).digest('hex') };
  });
}
