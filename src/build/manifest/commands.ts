/** Where a command shows: in the palette for everyone, only when something holds, or never (it needs an argument). */
type Palette = 'always' | 'never' | { readonly when: string };

export interface CommandEntry {
  readonly title: string;
  /** A codicon's name. */
  readonly icon?: string;
  readonly palette: Palette;
  readonly enablement?: string;
}

/** Every command, without the prefix `databaseArchitect.`. The one table: palette, menus and keys refer to it. */
export const commands = {
  // Review
  reviewSchema: { title: 'Review This Schema', icon: 'checklist', palette: 'always' },
  reviewWorkspace: { title: 'Review All Schemas', icon: 'checklist', palette: 'always' },
  compareSchemas: { title: 'Compare Schemas…', icon: 'diff', palette: 'always' },
  rehearseMigration: { title: 'Rehearse This Migration', icon: 'beaker', palette: 'always' },
  rehearseHistory: { title: 'Rehearse Whole History', icon: 'beaker', palette: 'always' },
  showRulePage: { title: 'Show Rule Page…', icon: 'book', palette: 'always' },
  suppressFinding: { title: 'Suppress Finding with a Reason…', palette: 'never' },
  proposeFix: { title: 'Propose Fix', palette: 'never' },
  // Plan
  planMigration: { title: 'Plan Migration…', icon: 'list-ordered', palette: 'always' },
  // Data layer
  refreshDataLayer: { title: 'Read the Workspace Again', icon: 'refresh', palette: 'always' },
  openPlace: { title: 'Open', palette: 'never' },
  showCoverage: { title: 'Show Coverage', icon: 'pie-chart', palette: 'always' },
  showNotUnderstood: { title: 'Show Statements Not Understood', icon: 'question', palette: 'always' },
  copyStatisticsQuery: { title: 'Copy Statistics Query', icon: 'graph', palette: 'always' },
  // Help
  getStarted: { title: 'Get Started', icon: 'mortar-board', palette: 'always' },
  restartServer: { title: 'Restart the Language Server', icon: 'debug-restart', palette: 'always' },
  showOutput: { title: 'Show Output', icon: 'output', palette: 'always' },
  // Panel
  askArchitect: { title: 'Ask the Architect', icon: 'comment-discussion', palette: 'always' },
  focusChat: { title: 'Focus the Chat', palette: 'always' },
  newChat: { title: 'New Chat', icon: 'add', palette: 'always' },
  showHistory: { title: 'Show Chat History', icon: 'history', palette: 'always' },
  stopAnswer: { title: 'Stop the Answer', icon: 'debug-stop', palette: { when: 'databaseArchitect.busy' } },
  chooseModel: { title: 'Choose Who Answers', palette: 'always' },
  exportAgent: { title: 'Export as Claude Code Subagent', palette: 'always' },
  // Key
  setApiKey: { title: 'Set Anthropic API Key…', icon: 'key', palette: 'always' },
  changeApiKey: { title: 'Change Anthropic API Key…', icon: 'key', palette: 'always' },
  removeApiKey: { title: 'Remove Anthropic API Key', palette: 'always' },
  showWhatWasSent: { title: 'Show What Was Sent to the Model', palette: 'always' },
  // Proposals
  openProposalDiff: {
    title: 'Open the Proposal’s Diff',
    icon: 'diff',
    palette: { when: 'databaseArchitect.hasProposal' },
  },
  acceptProposal: { title: 'Accept the Proposal', icon: 'check', palette: { when: 'databaseArchitect.hasProposal' } },
  rejectProposal: { title: 'Reject the Proposal', icon: 'close', palette: { when: 'databaseArchitect.hasProposal' } },
  nextProposal: { title: 'Go to the Next Proposal', palette: 'always' },
  previousProposal: { title: 'Go to the Previous Proposal', palette: 'always' },
} as const satisfies Record<string, CommandEntry>;

export type CommandName = keyof typeof commands;

/** `databaseArchitect.<name>`. */
export const commandId = (name: CommandName): string => `databaseArchitect.${name}`;

const entries = Object.entries(commands) as [CommandName, CommandEntry][];

/** `contributes.commands` */
export function commandContributions() {
  return entries.map(([name, { title, icon, enablement }]) => ({
    command: commandId(name),
    title,
    category: 'Database Architect',
    ...(icon === undefined ? {} : { icon: `$(${icon})` }),
    ...(enablement === undefined ? {} : { enablement }),
  }));
}

/** `contributes.menus.commandPalette`: what is not simply always there. */
export function paletteContributions() {
  return entries.flatMap(([name, { palette }]) => {
    if (palette === 'always') return [];
    return [{ command: commandId(name), when: palette === 'never' ? 'false' : palette.when }];
  });
}
