import { commands, type Disposable, EventEmitter, Uri, workspace } from 'vscode';

/** Scheme of the documents that exist only while they are shown: reports and coverage. */
export const scheme = 'database-architect';

/** Shows texts that are written anew each time they are asked for, as rendered markdown. */
export interface Documents extends Disposable {
  /** Shows the text under a title; showing the same title again replaces the text. */
  show(title: string, text: string): Promise<void>;
}

/** One provider for all our virtual documents. */
export function createDocuments(): Documents {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.path) ?? 'This report is gone: run the command again.',
  });
  return {
    show: async (title, text) => {
      const uri = Uri.from({ scheme, path: `/${title.replace(/[/\\]/g, '∕')}.md` });
      texts.set(uri.path, text);
      changed.fire(uri);
      await commands.executeCommand('markdown.showPreview', uri);
    },
    dispose: () => {
      provider.dispose();
      changed.dispose();
    },
  };
}
