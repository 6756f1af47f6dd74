import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Command,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { isPlannable } from '../../agent';
import type { Finding, Fix, TextEdit } from '../../model';
import { SYNTAX_ERROR } from '../../review';
import { comparePositions, rangesTouch, toPlace, toRange } from '../convert';
import type { IndexView } from '../index-view';
import type { PlanSource, ProposeFixArgument, SuppressArgument } from '../requests';
import { askAboutFinding } from './ask';
import { type ClientAbilities, type HostCommand, hostCommand, rulePageOf } from './client';
import { toDiagnostic } from './diagnostics';

/** Applied on save by those who turn it on: `source.fixAll.databaseArchitect`. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.databaseArchitect`;

type EditFix = Extract<Fix, { readonly edits: readonly TextEdit[] }>;

const isSafe = (fix: Fix): fix is EditFix => fix.kind === 'safe';

/** Edits grouped by file. */
function toWorkspaceEdit(edits: readonly TextEdit[]): WorkspaceEdit {
  const changes: Record<string, LspTextEdit[]> = {};
  for (const { span, newText } of edits) {
    const list = changes[span.uri] ?? [];
    list.push({ range: toRange(span), newText });
    changes[span.uri] = list;
  }
  return { changes };
}

const overlaps = (a: TextEdit, b: TextEdit): boolean =>
  a.span.uri === b.span.uri &&
  a.span.start.offset <= b.span.end.offset &&
  b.span.start.offset <= a.span.end.offset &&
  // The same edit twice is one edit; `together` keeps the first.
  comparePositions(toRange(a.span).start, toRange(b.span).end) <= 0;

/** The edits of as many fixes as do not touch one another: the rest is offered again once these are in. */
function together(fixes: readonly EditFix[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { edits } of fixes) {
    if (!edits.some((edit) => taken.some((other) => overlaps(edit, other)))) taken.push(...edits);
  }
  return taken;
}

/** The first safe fix of each finding. */
function safeFixes(findings: readonly Finding[]): readonly EditFix[] {
  return findings.flatMap(({ fixes }) => fixes.filter(isSafe).slice(0, 1));
}

function hostAction(name: HostCommand, title: string, argument: unknown): CodeAction {
  const command: Command = { title, command: hostCommand(name), arguments: [argument] };
  return { title, kind: CodeActionKind.QuickFix, command };
}

function fixActions(finding: Finding, client: ClientAbilities): readonly CodeAction[] {
  const diagnostics = [toDiagnostic(finding, client)];
  const preferred = finding.fixes.find(isSafe);
  return finding.fixes.flatMap((fix): readonly CodeAction[] => {
    if (fix.kind !== 'plan') {
      const edit = toWorkspaceEdit(fix.edits);
      return [{ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics, edit, isPreferred: fix === preferred }];
    }
    if (client.commands !== true) return [];
    const argument: ProposeFixArgument = { title: fix.title, rationale: finding.message, files: fix.files };
    return [{ ...hostAction('proposeFix', `${fix.title} (propose)`, argument), diagnostics }];
  });
}

/** "Fix all … in this file", where there is more than the one. */
function fixAllOfRule(rule: string, inFile: readonly Finding[], client: ClientAbilities): readonly CodeAction[] {
  const findings = inFile.filter((finding) => finding.rule === rule && finding.fixes.some(isSafe));
  if (findings.length < 2) return [];
  return [
    {
      title: `Fix all ${rule} in this file`,
      kind: CodeActionKind.QuickFix,
      diagnostics: findings.map((finding) => toDiagnostic(finding, client)),
      edit: toWorkspaceEdit(together(safeFixes(findings))),
    },
  ];
}

/** Several migrations with releases between them: shown as a proposal, for a finding in the newest migration. */
function planActions(index: IndexView, finding: Finding, client: ClientAbilities): readonly CodeAction[] {
  const { rule, span } = finding;
  if (client.commands !== true || !index.layersOf(span.uri).some((layer) => isPlannable(layer, span.uri, rule)))
    return [];
  const source: PlanSource = { kind: 'finding', uri: span.uri, rule };
  const diagnostics = [toDiagnostic(finding, client)];
  return [{ ...hostAction('planMigration', 'Plan a safe migration…', source), diagnostics }];
}

function talkActions(index: IndexView, finding: Finding, client: ClientAbilities): readonly CodeAction[] {
  if (client.commands !== true) return [];
  const diagnostics = [toDiagnostic(finding, client)];
  const { rule } = finding;
  const suppress: SuppressArgument = { rule, place: toPlace(finding.span) };
  return [
    ...(rule === SYNTAX_ERROR ? [] : [hostAction('suppressFinding', `Suppress ${rule} here with a reason…`, suppress)]),
    hostAction('askArchitect', `Ask the architect about ${rule}`, askAboutFinding(index, finding)),
    ...(rulePageOf(client, rule) === undefined ? [] : [hostAction('showRulePage', `Why this rule? ${rule}`, rule)]),
  ].map((action) => ({ ...action, diagnostics }));
}

function fixAll(findings: readonly Finding[], client: ClientAbilities): readonly CodeAction[] {
  const fixes = safeFixes(findings);
  if (fixes.length === 0) return [];
  return [
    {
      title: 'Fix everything that is safe to fix',
      kind: fixAllKind,
      diagnostics: findings.filter(({ fixes: some }) => some.some(isSafe)).map((one) => toDiagnostic(one, client)),
      edit: toWorkspaceEdit(together(fixes)),
    },
  ];
}

const wants = (only: readonly string[] | undefined, kind: string): boolean =>
  only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));

/** Answers `textDocument/codeAction`. Fixes first, the preferred ones at the top, then what can be said of the finding. */
export function codeActions(
  index: IndexView,
  client: ClientAbilities,
  params: CodeActionParams,
): readonly CodeAction[] {
  const inFile = index.findingsOf(params.textDocument.uri);
  const { only } = params.context;
  const actions: CodeAction[] = [];
  if (wants(only, CodeActionKind.QuickFix)) {
    const here = inFile.filter((finding) => rangesTouch(toRange(finding.span), params.range));
    const rules = [...new Set(here.map(({ rule }) => rule))];
    actions.push(...here.flatMap((finding) => fixActions(finding, client)));
    actions.push(...here.flatMap((finding) => planActions(index, finding, client)));
    actions.push(...rules.flatMap((rule) => fixAllOfRule(rule, inFile, client)));
    actions.push(...here.flatMap((finding) => talkActions(index, finding, client)));
  }
  // Not among the quick fixes of a place: only where an editor asks for source actions.
  if (only !== undefined && wants(only, fixAllKind)) actions.push(...fixAll(inFile, client));
  return actions;
}
