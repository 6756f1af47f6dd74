import { type CommandName, commandId, paletteContributions } from './commands';

interface MenuEntry {
  readonly command: CommandName;
  readonly when?: string;
  readonly group?: string;
}

/** Files that we read, by extension: the explorer knows no more. */
const readable = 'resourceExtname =~ /^\\.(sql|prisma|ddl|pgsql|psql|mysql|sqlite)$/i';
const ours = 'view == databaseArchitect.dataLayer';

const menus: Readonly<Record<string, readonly MenuEntry[]>> = {
  'explorer/context': [
    { command: 'reviewSchema', when: `explorerResourceIsFolder || ${readable}`, group: '4_databaseArchitect@1' },
  ],
  'editor/context': [
    { command: 'reviewSchema', when: readable, group: '1_databaseArchitect@1' },
    { command: 'askArchitect', when: readable, group: '1_databaseArchitect@2' },
  ],
  'editor/title/context': [{ command: 'reviewSchema', when: readable, group: '4_databaseArchitect@1' }],
  'view/title': [
    { command: 'reviewWorkspace', when: ours, group: 'navigation@1' },
    { command: 'refreshDataLayer', when: ours, group: 'navigation@2' },
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
  { command: 'askArchitect', key: 'ctrl+alt+a', mac: 'cmd+alt+a', when: `editorTextFocus && ${readable}` },
  { command: 'reviewSchema', key: 'ctrl+alt+r', mac: 'cmd+alt+r', when: `editorTextFocus && ${readable}` },
];

/** `contributes.keybindings` */
export function keyContributions() {
  return keys.map(({ command, ...rest }) => ({ command: commandId(command), ...rest }));
}
