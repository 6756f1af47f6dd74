/** What the panel shows of a proposal: its texts become counts and a few lines. */
import type { Evidence, FileChange, Finding } from '../../model';
import type { EvidenceCard, FindingLine, ProposalCard, ProposedFile } from '../../protocol';
import { diffLines } from './diff-lines';
import type { StoredProposal } from './stored';

/** Lines of a file that the card shows; the diff editor has the rest. */
const previewLines = 14;

const cards = new WeakMap<StoredProposal, ProposalCard>();

/** The card of a proposal. `pathOf` makes a URI workspace-relative. */
export function proposalCard(stored: StoredProposal, pathOf: (uri: string) => string): ProposalCard {
  const known = cards.get(stored);
  if (known !== undefined) return known;
  const { id, title, rationale, files, evidence, state } = stored.proposal;
  const card: ProposalCard = {
    id,
    title,
    rationale,
    state,
    edited: stored.edited,
    files: files.map((file) => proposedFile(file, pathOf)),
    evidence: evidenceCard(evidence),
  };
  cards.set(stored, card);
  return card;
}

function proposedFile({ uri, before, after }: FileChange, pathOf: (uri: string) => string): ProposedFile {
  const { added, removed, lines } = diffLines(before ?? '', after ?? '');
  const change = before === undefined ? 'create' : after === undefined ? 'delete' : 'modify';
  const shown = change === 'delete' ? [] : lines.slice(0, previewLines);
  const changed = (all: typeof lines) => all.filter(({ kind }) => kind === 'added' || kind === 'removed').length;
  return { uri, path: pathOf(uri), change, added, removed, lines: shown, more: changed(lines) - changed(shown) };
}

function evidenceCard({ findingsBefore, findingsAfter, verifications, destructive }: Evidence): EvidenceCard {
  const keysBefore = new Set(findingsBefore.map(keyOf));
  const keysAfter = new Set(findingsAfter.map(keyOf));
  return {
    before: findingsBefore.length,
    after: findingsAfter.length,
    fixed: findingsBefore.filter((finding) => !keysAfter.has(keyOf(finding))).map(findingLine),
    raised: findingsAfter.filter((finding) => !keysBefore.has(keyOf(finding))).map(findingLine),
    verifications,
    destructive,
  };
}

/** A finding is the same one although its line moved. */
const keyOf = ({ rule, message, span }: Finding): string => `${rule}\n${span.uri}\n${message}`;

function findingLine({ rule, severity, message, span }: Finding): FindingLine {
  const { line, column } = span.start;
  return { rule, severity, message, place: { uri: span.uri, line, column } };
}
