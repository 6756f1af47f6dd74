import type { ExtensionContext } from 'vscode';

/** VS Code calls this once. Features are composed here and nowhere else. */
export function activate(_context: ExtensionContext): void {}
