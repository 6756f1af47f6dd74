/** Setting, changing and removing the key. */
import { Disposable, ProgressLocation, window, workspace } from 'vscode';
import { registerCommand } from '../server-client';
import type { KeyStore } from './key';
import type { ModelBook } from './models';

/** The commands, as one thing to dispose of. */
export function keyCommands(keys: KeyStore, models: ModelBook): Disposable {
  return Disposable.from(
    registerCommand('setApiKey', () => askForKey(keys, models)),
    registerCommand('changeApiKey', () => askForKey(keys, models)),
    registerCommand('removeApiKey', () => removeKey(keys)),
  );
}

/** Asks for a key, sees that Anthropic takes it, and keeps it. Nothing is kept of a key that was refused. */
export async function askForKey(keys: KeyStore, models: ModelBook): Promise<void> {
  if (!workspace.isTrusted) {
    void window.showWarningMessage('This workspace is not trusted, so no key is asked for here.');
    return;
  }
  const typed = await window.showInputBox({
    title: 'Anthropic API Key',
    prompt: 'Make one at console.anthropic.com. It is kept in your system’s secret store and sent to Anthropic alone.',
    placeHolder: 'sk-ant-…',
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (text !== '' && /\s/.test(text.trim()) ? 'A key has no spaces in it.' : undefined),
  });
  const key = typed?.trim();
  if (key === undefined || key === '') return;
  const failed = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'Asking Anthropic about the key', cancellable: true },
    (_, cancel) => {
      const stop = new AbortController();
      cancel.onCancellationRequested(() => stop.abort());
      return models.refresh(key, stop.signal);
    },
  );
  if (failed === undefined) {
    await keys.write(key);
    const { model } = models.state();
    void window.showInformationMessage(`The key works. ${models.title(model)} answers in the panel now.`);
    return;
  }
  const again = 'Enter Another Key';
  const keep = 'Keep It Anyway';
  // A key that was refused is no use; one that could not be asked about may be.
  const offered = failed.kind === 'keyRefused' ? [again] : [again, keep];
  const picked = await window.showErrorMessage(`${failed.sentence} The key was not kept.`, ...offered);
  if (picked === again) await askForKey(keys, models);
  if (picked === keep) await keys.write(key);
}

async function removeKey(keys: KeyStore): Promise<void> {
  if ((await keys.read()) === undefined) {
    void window.showInformationMessage('There is no Anthropic API key to remove.');
    return;
  }
  await keys.remove();
  void window.showInformationMessage('The key is removed from this machine. The offline architect answers now.');
}
