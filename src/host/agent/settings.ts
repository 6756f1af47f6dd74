import { workspace } from 'vscode';
import { anthropicAddress, type Effort } from '../../agent';

/**
 * Where requests go. Only the user's own settings count: a workspace cannot send text elsewhere, whatever its settings.json says
 * (the setting's scope is `machine` as well).
 */
export function address(): string {
  const found = workspace.getConfiguration('databaseArchitect').inspect<string>('anthropic.baseUrl');
  return found?.globalValue?.trim() || anthropicAddress;
}

const EFFORTS: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max'];

/** How long the model may think; undefined for the model's own default. */
export function effort(): Effort | undefined {
  const found = workspace.getConfiguration('databaseArchitect').inspect<string>('anthropic.effort');
  return EFFORTS.find((level) => level === found?.globalValue);
}

/** The model that the user's settings name, if they do. */
export function preferredModel(): string | undefined {
  return (
    workspace.getConfiguration('databaseArchitect').inspect<string>('anthropic.model')?.globalValue?.trim() || undefined
  );
}
