import type { DataLayer, Finding, Severity } from '../model';
import { reviewDataLayer, syntaxErrors } from '../review';
import { reviewSettingsOf } from '../workspace';
import type { Opened } from './open';
import type { FailOn, ReviewFormat } from './options';
import type { Output } from './output';
import { printGithub } from './print-github';
import { printJson } from './print-json';
import { printSarif } from './print-sarif';
import { printText } from './print-text';
import type { Report } from './report';

const PRINTERS: Readonly<Record<ReviewFormat, (report: Report) => string>> = {
  text: printText,
  json: printJson,
  sarif: printSarif,
  github: printGithub,
};

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

/** Prints the findings of the layers; the result is the exit status. */
export function review(
  opened: Opened,
  layers: readonly DataLayer[],
  options: { readonly format: ReviewFormat; readonly failOn: FailOn },
  output: Output,
): number {
  const { workspace, onlyUri, fileOf } = opened;
  const today = new Date().toISOString().slice(0, 10);
  const all = layers.flatMap((layer) => {
    const settings = reviewSettingsOf(workspace.configOf(layer.root));
    return [...syntaxErrors(layer, settings), ...reviewDataLayer(layer, { settings, source: workspace.textOf, today })];
  });
  const findings = once(all).filter((finding) => onlyUri === undefined || finding.span.uri === onlyUri);
  output.out(PRINTERS[options.format]({ layers, findings, fileOf }));
  const { failOn } = options;
  return failOn !== 'never' && findings.some((finding) => RANK[finding.severity] >= RANK[failOn]) ? 1 : 0;
}

/** A generic file that several dialects run is reviewed for each; what all of them say is said once. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, message, span }) => {
    const key = `${rule}\n${message}\n${span.uri}\n${span.start.offset}`;
    return !seen.has(key) && seen.add(key);
  });
}
