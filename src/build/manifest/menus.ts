import { type CommandName, commandId, paletteContributions } from './commands';

interface MenuEntry {
  readonly command: CommandName;
  readonly when?: string;
  readonly group?: string;
}

/** Files that we read, by extension, and programs in folders of migrations and models: the explorer knows no more. */
const sql = 'resourceExtname =~ /^\\.(sql|prisma|ddl|pgsql|psql|mysql|sqlite|dbml)$/i';
const program = 'resourceExtname =~ /^\\.(py|rb|php|cs|java|go|ts|js|mjs|cjs|xml|ya?ml)$/i';
const holdsSchema = 'resourcePath =~ /migrat|models?\\b|entit|schema|changelog|versions/i';
const readable = `(${sql} || ${program} && ${holdsSchema})`;
const migration = `(${sql} || ${program}) && resourcePath =~ /migrat|changelog|versions/i`;
const ours = 'view == databaseArchitect.dataLayer';
const panel = 'view == databaseArchitect.panel';
const inPanel = 'focusedView == databaseArchitect.panel';
const inDiff = 'resourceScheme == database-architect-proposal';
const waiting = `databaseArchitect.hasProposal && (${inPanel} || ${inDiff})`;

const menus: Readonly<Record<string, readonly MenuEntry[]>> = {
  'explorer/context': [
    { command: 'reviewSchema', when: `explorerResourceIsFolder || ${readable}`, group: '4_databaseArchitect@1' },
    { command: 'rehearseMigration', when: migration, group: '4_databaseArchitect@2' },
  ],
  'editor/context': [
    { command: 'reviewSchema', when: readable, group: '1_databaseArchitect@1' },
    { command: 'rehearseMigration', when: migration, group: '1_databaseArchitect@2' },
    { command: 'askArchitect', when: readable, group: '1_databaseArchitect@3' },
  ],
  'editor/title/context': [{ command: 'reviewSchema', when: readable, group: '4_databaseArchitect@1' }],
  'editor/title': [
    { command: 'acceptProposal', when: `${inDiff} && databaseArchitect.hasProposal`, group: 'navigation@1' },
    { command: 'rejectProposal', when: `${inDiff} && databaseArchitect.hasProposal`, group: 'navigation@2' },
  ],
  'view/title': [
    { command: 'newChat', when: panel, group: 'navigation@1' },
    { command: 'showHistory', when: panel, group: 'navigation@2' },
    { command: 'reviewWorkspace', when: ours, group: 'navigation@1' },
    { command: 'refreshDataLayer', when: ours, group: 'navigation@2' },
    { command: 'rehearseHistory', when: ours, group: '2_coverage@0' },
    { command: 'showCoverage', when: ours, group: '2_coverage@1' },
    { command: 'showNotUnderstood', when: ours, group: '2_coverage@2' },
    { command: 'getStarted', when: ours, group: '3_help@1' },
    { command: 'showOutput', when: ours, group: '3_help@2' },
    { command: 'restartServer', when: ours, group: '3_help@3' },
  ],
  'view/item/context': [
    { command: 'askArchitect', when: `${ours} && viewItem =~ /\\bask\\b/`, group: 'inline@1' },
    { command: 'reviewSchema', when: `${ours} && viewItem =~ /\\breview\\b/`, group: 'inline@2' },
    { command: 'showRulePage', when: `${ours} && viewItem =~ /\\brule\\b/`, group: 'inline@3' },
  ],
};

/** `contributes.menus` */
export function menuContributions() {
  const named = Object.entries(menus).map(([menu, items]) => [
    menu,
    items.map(({ command, ...rest }) => ({ command: commandId(command), ...rest })),
  ]);
  return { commandPalette: paletteContributions(), ...Object.fromEntries(named) };
}

interface KeyEntry {
  readonly command: CommandName;
  readonly key: string;
  readonly mac?: string;
  readonly when: string;
}

const keys: readonly KeyEntry[] = [
  { command: 'focusChat', key: 'ctrl+alt+d', mac: 'cmd+alt+d', when: 'focusedView != databaseArchitect.panel' },
  { command: 'newChat', key: 'ctrl+alt+n', mac: 'cmd+alt+n', when: inPanel },
  { command: 'showHistory', key: 'ctrl+alt+h', mac: 'cmd+alt+h', when: inPanel },
  { command: 'chooseModel', key: 'ctrl+alt+m', mac: 'cmd+alt+m', when: inPanel },
  { command: 'stopAnswer', key: 'ctrl+alt+.', mac: 'cmd+alt+.', when: 'databaseArchitect.busy' },
  { command: 'nextProposal', key: 'ctrl+alt+down', mac: 'cmd+alt+down', when: inPanel },
  { command: 'previousProposal', key: 'ctrl+alt+up', mac: 'cmd+alt+up', when: inPanel },
  {
    command: 'openProposalDiff',
    key: 'ctrl+alt+o',
    mac: 'cmd+alt+o',
    when: `databaseArchitect.hasProposal && ${inPanel}`,
  },
  { command: 'acceptProposal', key: 'ctrl+alt+enter', mac: 'cmd+alt+enter', when: waiting },
  { command: 'rejectProposal', key: 'ctrl+alt+backspace', mac: 'cmd+alt+backspace', when: waiting },
  { command: 'askArchitect', key: 'ctrl+alt+a', mac: 'cmd+alt+a', when: `editorTextFocus && ${readable}` },
  { command: 'reviewSchema', key: 'ctrl+alt+r', mac: 'cmd+alt+r', when: `editorTextFocus && ${readable}` },
];

/** `contributes.keybindings` */
export function keyContributions() {
  return keys.map(({ command, ...rest }) => ({ command: commandId(command), ...rest }));
}
