import { type Diagnostic, DiagnosticTag } from 'vscode-languageserver/node';
import type { Finding } from '../../model';
import { severities, toRange } from '../convert';
import { type ClientAbilities, rulePageOf } from './client';

/** Name under which the findings stand in the Problems panel. */
export const source = 'Database Architect';

/** Rules whose finding is text that does nothing: editors fade it. */
const unnecessary = /^(unused|duplicate|redundant)-/;

/** A finding as an editor shows it. Its code is the rule's id and links to the rule's page. */
export function toDiagnostic(finding: Finding, client: ClientAbilities): Diagnostic {
  const href = rulePageOf(client, finding.rule);
  return {
    range: toRange(finding.span),
    severity: severities[finding.severity],
    source,
    code: finding.rule,
    message: finding.message,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    ...(unnecessary.test(finding.rule) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(finding.related.length === 0
      ? {}
      : {
          relatedInformation: finding.related.map(({ span, message }) => ({
            location: { uri: span.uri, range: toRange(span) },
            message,
          })),
        }),
  };
}

/** Remembers what each file shows, so that only changes travel. */
export interface Publisher {
  /**
   * Publishes the files whose findings differ from what is shown; a file that is not listed loses its own. Tells whether anything
   * changed since the last time.
   */
  publish(findings: ReadonlyMap<string, readonly Finding[]>): boolean;
  /** Publishes one file, and leaves the others as they are. */
  publishOne(uri: string, findings: readonly Finding[]): void;
}

export function createPublisher(
  send: (uri: string, diagnostics: Diagnostic[]) => void,
  client: ClientAbilities,
): Publisher {
  const shown = new Map<string, string>();
  let changed = true;
  const publishOne = (uri: string, findings: readonly Finding[]) => {
    const diagnostics = findings.map((finding) => toDiagnostic(finding, client));
    const text = JSON.stringify(diagnostics);
    if ((shown.get(uri) ?? '[]') === text) return;
    if (diagnostics.length === 0) shown.delete(uri);
    else shown.set(uri, text);
    changed = true;
    send(uri, diagnostics);
  };
  return {
    publishOne,
    publish(findings) {
      for (const uri of [...shown.keys()]) if (!findings.has(uri)) publishOne(uri, []);
      for (const [uri, some] of findings) publishOne(uri, some);
      const answer = changed;
      changed = false;
      return answer;
    },
  };
}
