/** What each message of the panel does. */
import { env, window } from 'vscode';
import type { ActionKind, ContextChip, Handlers, HostMessage, PanelMessage, ViewRequest } from '../../protocol';
import type { ActiveContext } from './active-context';
import type { Book } from './book';
import { pickContext } from './context-picker';
import type { Decisions } from './decide';
import type { Mentions } from './mentions';
import { openAsFile, openCitation, openLink, openPlace } from './open-place';
import type { PanelPorts } from './ports';
import type { ProposalFiles } from './proposal-files';
import type { ChatSession } from './session';
import { contextOf } from './snapshot';

export interface MessageParts {
  readonly book: Book;
  readonly session: ChatSession;
  readonly decisions: Decisions;
  readonly files: ProposalFiles;
  readonly active: ActiveContext;
  readonly mentions: Mentions;
  readonly send: (message: HostMessage) => void;
  readonly ports: PanelPorts;
  /** Everything that can be put beside a question. */
  readonly choices: () => Promise<readonly ContextChip[]>;
  readonly changed: () => void;
  readonly request: (what: ViewRequest['what']) => void;
  readonly focusProposal: (id: string) => void;
}

/** The handlers; a rejected one is reported by whoever dispatches. */
export function messageHandlers(parts: MessageParts): Handlers<PanelMessage, void | Promise<void>> {
  const { book, session, decisions, files, active, ports, changed } = parts;
  return {
    ready: async () => {
      changed();
      await decisions.lookAgain();
    },
    draft: ({ text }) => session.setDraft(text),
    send: ({ text }) => session.send(text, contextOf(book.chat(), active.current())),
    stop: () => session.stop(),
    retry: ({ turn }) => {
      // Beside a wait the button means the try that is waited for, not another answer.
      if (turn === '') ports.conversation.tryNow?.();
      else session.retry(turn);
    },
    edit: ({ turn, text }) => session.edit(turn, text),
    unqueue: ({ message }) => session.unqueue(message),
    sendNow: ({ message }) => session.sendNow(message),
    addContext: async () => {
      const chip = await pickContext(parts.choices);
      if (chip !== undefined) session.fill('', [chip]);
      parts.request('focusComposer');
    },
    mention: async ({ text }) => parts.send({ kind: 'mentions', text, choices: await parts.mentions.find(text) }),
    pick: ({ chip }) => {
      const found = parts.mentions.get(chip);
      if (found !== undefined) session.fill('', [found]);
    },
    removeContext: ({ chip }) => {
      if (!active.dismiss(chip)) session.removeContext(chip);
    },
    openPlace: ({ place }) => openPlace(place),
    openCitation: ({ path, line }) => openCitation(path, line),
    openLink: ({ url }) => openLink(url),
    newChat: () => book.begin(),
    openChat: ({ chat }) => book.open(chat),
    renameChat: ({ chat, title }) => session.rename(chat, title),
    deleteChat: ({ chat }) => deleteChat(parts, chat),
    chooseModel: ({ model }) => ports.providers.choose(model),
    openDiff: async ({ proposal, uri }) => {
      const stored = session.proposal(proposal);
      if (stored !== undefined) await files.openDiff(book.chat().id, stored, uri);
    },
    accept: ({ proposal }) => decisions.accept(proposal),
    reject: ({ proposal }) => decisions.reject(proposal),
    undo: ({ proposal }) => decisions.undo(proposal),
    act: ({ action, turn }) => act(parts, action, turn),
    copy: async ({ text }) => {
      await env.clipboard.writeText(text);
    },
    openAsFile: ({ text, language }) => openAsFile(text, language),
    focusProposal: ({ proposal }) => parts.focusProposal(proposal),
  };
}

async function deleteChat({ book, session }: MessageParts, id: string): Promise<void> {
  const title = book.history().find((entry) => entry.id === id)?.title ?? 'this chat';
  const yes = 'Delete';
  const detail = 'Files that you accepted stay as they are.';
  if ((await window.showWarningMessage(`Delete "${title}"?`, { modal: true, detail }, yes)) === yes)
    await session.remove(id);
}

/** Actions of the chat itself; keys, models and pages elsewhere are the providers'. */
async function act({ book, session, ports, request }: MessageParts, action: ActionKind, answer: string): Promise<void> {
  const turn = book.chat().turns.find((one) => one.answer.id === answer);
  switch (action) {
    case 'retry':
      return session.retry(answer);
    case 'continue':
      return session.send('Continue where you stopped.', []);
    case 'newChat':
      return book.begin();
    case 'compact':
      session.send('/compact', []);
      // Waits until the chat is compacted, as whatever is asked while an answer is given.
      return session.send(turn?.question.text ?? '', []);
    case 'rephrase':
      return session.fill(turn?.question.text ?? '', []);
    case 'chooseModel':
      return request('chooseModel');
    case 'copyDetails': {
      const outcome = turn?.answer.outcome;
      const text = outcome?.kind === 'failed' ? `${outcome.failure.sentence}\n${outcome.failure.details ?? ''}` : '';
      return env.clipboard.writeText(text.trim());
    }
    default:
      return ports.providers.act(action);
  }
}
