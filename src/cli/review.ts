import type { DataLayer, Finding, Severity } from '../model';
import { type Preset, reviewDataLayer, syntaxErrors } from '../review';
import { differencesOf, reviewOptionsOf, reviewSettingsOf } from '../workspace';
import { beyond, printBaseline, readBaseline } from './baseline';
import { changedSince } from './changed';
import type { Opened } from './open';
import type { FailOn, ReviewFormat } from './options';
import type { Output } from './output';
import { printGithub } from './print-github';
import { printGitlab } from './print-gitlab';
import { printJson } from './print-json';
import { printJunit } from './print-junit';
import { printMarkdown } from './print-markdown';
import { printPatch } from './print-patch';
import { printSarif } from './print-sarif';
import { printText } from './print-text';
import { type Branch, branchOf } from './released';
import type { Report } from './report';

const PRINTERS: Readonly<Record<ReviewFormat, (report: Report) => string>> = {
  text: printText,
  json: printJson,
  sarif: printSarif,
  github: printGithub,
  gitlab: printGitlab,
  junit: printJunit,
  markdown: printMarkdown,
  baseline: printBaseline,
  patch: printPatch,
};

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

interface ReviewCommand {
  readonly format: ReviewFormat;
  readonly failOn: FailOn;
  readonly preset?: Preset;
  readonly base?: string;
  readonly baseline?: string;
}

/** Prints the findings of the layers; the result is the exit status. */
export async function review(
  opened: Opened,
  layers: readonly DataLayer[],
  command: ReviewCommand,
  output: Output,
): Promise<number> {
  const branch = command.base === undefined ? undefined : await changedSince(command.base, opened.folder);
  const known = command.baseline === undefined ? undefined : await readBaseline(command.baseline);
  for (const result of [branch, known]) {
    if (result?.kind !== 'wrong') continue;
    output.problem(`${result.message}\n`);
    return 2;
  }
  const changes = branch?.kind === 'changed' ? branchOf(branch.files, opened.fileOf) : undefined;
  const findings = findingsOf(opened, layers, command, changes);
  const whole: Report = { layers, findings, fileOf: opened.fileOf, textOf: opened.workspace.textOf };
  const report = known?.kind === 'read' ? beyond(whole, known.known) : whole;
  output.out(PRINTERS[command.format](report));
  // What is kept as known, or on its way to be mended, is no failure.
  const failOn = command.format === 'baseline' || command.format === 'patch' ? 'never' : command.failOn;
  return failOn !== 'never' && report.findings.some(({ severity }) => RANK[severity] >= RANK[failOn]) ? 1 : 0;
}

function findingsOf(
  { workspace, onlyUri }: Opened,
  layers: readonly DataLayer[],
  { preset }: ReviewCommand,
  branch: Branch | undefined,
): readonly Finding[] {
  const today = new Date();
  const all = layers.flatMap((layer) => {
    const config = workspace.configOf(layer.root);
    const settings = reviewSettingsOf(preset === undefined ? config : { ...config, preset });
    const own = { ...reviewOptionsOf(workspace, settings, today), differences: differencesOf(layer) };
    const options = { ...own, ...branch?.reviewOf(layer) };
    return [...syntaxErrors(layer, settings), ...reviewDataLayer(layer, options)];
  });
  return once(all).filter(
    ({ span }) => (onlyUri === undefined || span.uri === onlyUri) && (branch === undefined || branch.has(span.uri)),
  );
}

/** A generic file that several dialects run is reviewed for each; what all of them say is said once. */
function once(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, message, span }) => {
    const key = `${rule}\n${message}\n${span.uri}\n${span.start.offset}`;
    return !seen.has(key) && seen.add(key);
  });
}
