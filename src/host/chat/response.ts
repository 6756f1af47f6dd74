/** An answer of the architect, told in VS Code's own chat. */
import { type ChatResponseStream, Uri, workspace } from 'vscode';
import type { Json, TurnSink } from '../../agent';
import type { Proposal } from '../../model';
import { linkCitations, wholeLines } from './links';

export interface ChatAnswer {
  readonly sink: TurnSink;
  /** Gives on what is held back. */
  end(): void;
  readonly transcript: readonly Json[];
  readonly followUps: readonly string[];
}

/**
 * A sink that writes into a response. Proposals become a card of the panel, where they are read and accepted. Text goes as a string,
 * which VS Code does not trust: no command links, no HTML.
 */
export function chatAnswer(response: ChatResponseStream): ChatAnswer {
  const transcript: Json[] = [];
  const followUps: string[] = [];
  let part = '';
  const text = wholeLines((lines) => response.markdown(linkCitations(lines, uriOf)));
  const sink: TurnSink = {
    onDelta: (id, delta) => {
      if (part !== '' && id !== part) {
        text.end();
        response.markdown('\n\n');
      }
      part = id;
      text.add(delta);
    },
    onPart: (shown) => {
      text.end();
      if (shown.kind === 'tool' && shown.state === 'running') response.progress(shown.title);
      if (shown.kind === 'form')
        for (const { question, choices, assumed } of shown.questions)
          response.markdown(`\n\n**${question}** ${choices.join(' / ')} (assumed: ${assumed})`);
      if (shown.kind === 'notice') response.markdown(`\n\n${shown.sentence}\n`);
    },
    onProposal: (proposal) => {
      text.end();
      propose(proposal, response);
    },
    onUsage: () => undefined,
    onTranscript: (entries) => void transcript.push(...entries),
    onRetry: (wait) => {
      if (wait !== undefined) response.progress(wait.sentence);
    },
    onFollowUps: (questions) => void followUps.push(...questions),
  };
  return { sink, end: text.end, transcript, followUps };
}

function propose({ title, rationale, files }: Proposal, response: ChatResponseStream): void {
  const names = files.map(({ uri }) => `- \`${workspace.asRelativePath(Uri.parse(uri), false)}\``);
  response.markdown(
    `\n\n**${title}**\n\n${names.join('\n')}\n\nNothing has been written: read it and accept it in the panel.\n\n`,
  );
  response.button({
    title: 'Open the Proposal',
    command: 'databaseArchitect.proposeFix',
    arguments: [{ title, rationale, files }],
  });
}

/** A file of the workspace; the first folder's where several have it. */
export function uriOf(path: string): string | undefined {
  const [folder, another] = workspace.workspaceFolders ?? [];
  if (folder === undefined) return undefined;
  const named =
    another === undefined ? undefined : workspace.workspaceFolders?.find(({ name }) => path.startsWith(`${name}/`));
  const uri =
    named === undefined ? Uri.joinPath(folder.uri, path) : Uri.joinPath(named.uri, path.slice(named.name.length + 1));
  return uri.toString();
}
