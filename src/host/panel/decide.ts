/** Accept and reject: the decision is kept with the proposal, the writing is done by the one writer. */
import { Uri, window, workspace } from 'vscode';
import { type Evidence, type FileChange, NOT_REHEARSED, type Proposal, type ProposalState } from '../../model';
import { staleness } from '../accept';
import type { Book } from './book';
import type { PanelPorts } from './ports';
import type { ProposalFiles } from './proposal-files';
import { proposalIn } from './session';
import { mapProposal, proposalsOf, type StoredChat } from './stored';
import { takeBack } from './undo';

export interface Decisions {
  accept(proposal: string): Promise<void>;
  reject(proposal: string): Promise<void>;
  /** Takes an accepted proposal back, and nothing that was written since; or says why that cannot be told apart. */
  undo(proposal: string): Promise<void>;
  /** Looks whether the files that pending proposals were made from are still what they were. */
  lookAgain(): Promise<void>;
  /** The user changed a proposed text: the evidence is made anew, if it can be. */
  reviewAgain(chat: string, proposal: string): Promise<void>;
  /** Has the pending proposals of the open chat rehearsed that are not yet, each once. */
  rehearseNew(): Promise<void>;
}

/** Decisions on the proposals of the open chat. */
export function decisions(
  book: Book,
  files: ProposalFiles,
  ports: Pick<PanelPorts, 'accept' | 'review' | 'rehearse'>,
): Decisions {
  const deciding = new Set<string>();
  const rehearsed = new WeakSet<Proposal['files']>();
  const setState = (chat: string, id: string, state: ProposalState) =>
    book.change(chat, (one) => mapProposal(one, id, (part) => ({ ...part, proposal: { ...part.proposal, state } })));
  const current = (chat: string, id: string) => proposalIn(book.get(chat), id)?.proposal;

  const accept = async (id: string): Promise<void> => {
    const chat = book.chat().id;
    await files.takeIn(id);
    const proposal = current(chat, id);
    if (proposal === undefined || proposal.state.kind !== 'pending') return;
    const because = await whyStale(proposal);
    if (because !== undefined) return setState(chat, id, { kind: 'stale', because });
    if (!(await confirmLoss(proposal))) return;
    const failed = failuresOf(proposal);
    if (!(await confirmFailures(proposal, failed))) return;
    const outcome = await ports.accept(proposal);
    if (outcome.kind === 'accepted') {
      const despite = failed.length > 0 ? { despite: failed } : {};
      setState(chat, id, { kind: 'accepted', at: new Date().toISOString(), ...despite });
      await files.close(id);
    }
    if (outcome.kind === 'stale') setState(chat, id, outcome);
    if (outcome.kind === 'failed') void window.showErrorMessage(outcome.sentence);
  };
  const reject = async (id: string): Promise<void> => {
    const chat = book.chat().id;
    const kind = current(chat, id)?.state.kind;
    if (kind !== 'pending' && kind !== 'stale') return;
    setState(chat, id, { kind: 'rejected', at: new Date().toISOString() });
    await files.close(id);
  };
  const undo = async (id: string): Promise<void> => {
    const chat = book.chat().id;
    const proposal = current(chat, id);
    if (proposal?.state.kind !== 'accepted') return;
    const back: FileChange[] = [];
    for (const file of proposal.files) {
      const uri = Uri.parse(file.uri);
      const taken = takeBack(file, await textOf(uri));
      if (taken.kind === 'impossible') return explain(chat, proposal, file, taken.because);
      back.push(taken.file);
    }
    const outcome = await ports.accept({ ...proposal, files: back });
    if (outcome.kind === 'accepted') setState(chat, id, { kind: 'undone', at: new Date().toISOString() });
    if (outcome.kind === 'stale') void window.showWarningMessage(`Nothing was taken back: ${outcome.because}`);
    if (outcome.kind === 'failed') void window.showErrorMessage(outcome.sentence);
  };
  const explain = async (chat: string, proposal: Proposal, { uri }: FileChange, because: string): Promise<void> => {
    const show = 'Open Diff';
    const name = workspace.asRelativePath(Uri.parse(uri));
    const sentence = `Nothing was taken back: ${name} ${because}. Undo it by hand, beside what was accepted.`;
    if ((await window.showWarningMessage(sentence, show)) !== show) return;
    const stored = proposalIn(book.get(chat), proposal.id);
    if (stored !== undefined) await files.openDiff(chat, stored, uri);
  };
  /** One decision at a time on a proposal: a second click on Accept is not a second accept. */
  const once = async (id: string, decide: (id: string) => Promise<void>): Promise<void> => {
    if (deciding.has(id)) return;
    deciding.add(id);
    try {
      await decide(id);
    } finally {
      deciding.delete(id);
    }
  };
  const setEvidence = (chat: string, { id, files }: Proposal, evidence: Evidence): void => {
    // Typed on meanwhile: the next review is on its way.
    if (current(chat, id)?.files !== files) return;
    book.change(chat, (one) => mapProposal(one, id, (part) => ({ ...part, proposal: { ...part.proposal, evidence } })));
  };
  return {
    accept: (id) => once(id, accept),
    undo: (id) => once(id, undo),
    reject: (id) => once(id, reject),
    lookAgain: async () => {
      const chat = book.chat();
      for (const { proposal } of undecided(chat)) {
        if (deciding.has(proposal.id)) continue;
        const because = await whyStale(proposal);
        const kind = because === undefined ? 'pending' : 'stale';
        // The decision may have been made while the files were read.
        if (current(chat.id, proposal.id)?.state.kind === proposal.state.kind && kind !== proposal.state.kind) {
          setState(chat.id, proposal.id, because === undefined ? { kind: 'pending' } : { kind: 'stale', because });
        }
      }
    },
    reviewAgain: async (chat, id) => {
      const proposal = current(chat, id);
      if (proposal === undefined) return;
      setEvidence(chat, proposal, await ports.review(proposal.files));
    },
    rehearseNew: async () => {
      const chat = book.chat();
      for (const { proposal } of undecided(chat)) {
        if (
          rehearsed.has(proposal.files) ||
          !proposal.evidence.verifications.some(({ what }) => what === NOT_REHEARSED)
        )
          continue;
        rehearsed.add(proposal.files);
        const evidence = await ports.rehearse(proposal.files);
        if (evidence) setEvidence(chat.id, proposal, evidence);
      }
    },
  };
}

/** Proposals that wait for the user, out of date ones among them: a file may become again what it was. */
const undecided = (chat: StoredChat) =>
  proposalsOf(chat).filter(({ proposal: { state } }) => state.kind === 'pending' || state.kind === 'stale');

/** Why a proposal no longer fits its files. */
async function whyStale({ files }: Proposal): Promise<string | undefined> {
  for (const file of files) {
    const because = staleness(file, await textOf(Uri.parse(file.uri)));
    if (because !== undefined) return because;
  }
  return undefined;
}

/** As the editor shows it, saved or not; undefined when there is no such file. */
async function textOf(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString() && !document.isClosed,
  );
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

const failuresOf = ({ evidence: { verifications } }: Proposal): readonly string[] =>
  verifications.flatMap((one) => (one.kind === 'failed' ? [`${one.what}: ${one.result}`] : []));

/** What failed is accepted by name or not at all, and the decision is kept with the proposal. */
async function confirmFailures({ title }: Proposal, failed: readonly string[]): Promise<boolean> {
  if (failed.length === 0) return true;
  const yes = 'Accept Although It Failed';
  const detail = failed.map((one) => `• ${one}`).join('\n');
  return (await window.showWarningMessage(`"${title}" failed.`, { modal: true, detail }, yes)) === yes;
}

/** What loses data is asked for by name, and never part of a plain yes. */
async function confirmLoss({ title, evidence: { destructive } }: Proposal): Promise<boolean> {
  if (destructive.length === 0) return true;
  const yes = 'Accept and Lose Data';
  const detail = `${destructive.map((one) => `• ${one}`).join('\n')}\n\nThe file is written; nothing is run against a database.`;
  return (
    (await window.showWarningMessage(`"${title}" loses data when it is run.`, { modal: true, detail }, yes)) === yes
  );
}
