/** Lets the user pick something to put beside a question: VS Code's own quick pick, so that it searches and types as everywhere. */
import { ThemeIcon, window, workspace } from 'vscode';
import type { ContextChip } from '../../protocol';

const icons = {
  file: 'file-code',
  table: 'table',
  column: 'symbol-field',
  selection: 'selection',
  finding: 'warning',
  migration: 'versions',
} as const;

/** The chip that the user picked. */
export async function pickContext(choices: () => Promise<readonly ContextChip[]>): Promise<ContextChip | undefined> {
  const items = choices().then((all) =>
    all.map((chip) => ({
      label: chip.label,
      description: chip.detail === chip.label ? '' : chip.detail,
      iconPath: new ThemeIcon(icons[chip.kind]),
      chip,
    })),
  );
  const picked = await window.showQuickPick(items, {
    title: 'Add Context',
    placeHolder: 'A table, a column, a finding, a migration or a file',
    matchOnDescription: true,
  });
  return picked?.chip;
}

/** Files of SQL and Prisma, by path. */
export async function schemaFiles(): Promise<readonly ContextChip[]> {
  const files = await workspace.findFiles('**/*.{sql,ddl,prisma}', '**/node_modules/**', 2000);
  return files
    .map((uri): ContextChip => {
      const path = workspace.asRelativePath(uri);
      const place = { uri: uri.toString(), line: 0, column: 0 };
      return { id: `file:${uri}`, kind: 'file', label: path.slice(path.lastIndexOf('/') + 1), detail: path, place };
    })
    .sort((a, b) => a.detail.localeCompare(b.detail));
}
