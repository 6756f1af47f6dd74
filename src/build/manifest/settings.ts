/** What the manifest needs to know of a rule. */
export interface RuleSummary {
  readonly id: string;
  readonly severity: string;
  readonly what: string;
}

/** JSON Schema with VS Code's additions, as `contributes.configuration` takes it. */
type Setting = Readonly<Record<string, unknown>>;

function reviewSettings(rules: readonly RuleSummary[]): Readonly<Record<string, Setting>> {
  const severities = ['error', 'warning', 'info', 'off'];
  return {
    'review.preset': {
      type: 'string',
      enum: ['recommended', 'strict', 'relaxed', 'all', 'none'],
      enumDescriptions: [
        'The rules that a team leaves on: outages, data loss, blocked writes, broken deployments and clear design errors.',
        'Those, and every rule of safety, compatibility and security that is off for its noise.',
        'Outages and lost data alone.',
        'Every rule, opinions and hygiene too.',
        'No rule, except those that databaseArchitect.rules turns on.',
      ],
      default: 'recommended',
      scope: 'resource',
      order: 1,
      description: 'Which rules are on unless a rule has a severity of its own.',
    },
    rules: {
      type: 'object',
      scope: 'resource',
      order: 2,
      default: {},
      additionalProperties: { type: 'string', enum: severities },
      properties: Object.fromEntries(
        rules.map(({ id, severity, what }) => [
          id,
          { type: 'string', enum: severities, default: severity, description: what },
        ]),
      ),
      markdownDescription:
        'Severity of single rules by their id, `off` to silence one everywhere: `{ "create-index-not-concurrently": "error" }`. Findings link to the page of their rule. One finding alone is better suppressed in the file, with a reason: `-- architect-ignore rule-id: reason`.',
    },
    'diagnostics.scope': {
      type: 'string',
      enum: ['recentFiles', 'allFiles', 'openFiles'],
      enumDescriptions: [
        'Findings of models, schema files, the newest migrations of each data layer, and of files that are open.',
        'Findings of every file that belongs to a data layer are in the Problems panel.',
        'Only files that are open in an editor show findings.',
      ],
      default: 'recentFiles',
      scope: 'window',
      order: 3,
      description:
        'For which files findings show in the Problems panel. The Data Layer view always counts all of them.',
    },
    'codeLens.enabled': {
      type: 'boolean',
      default: true,
      scope: 'resource',
      order: 4,
      description: 'Show findings, "Review" and "Ask the architect" above each table, model and migration.',
    },
  };
}

const readingSettings: Readonly<Record<string, Setting>> = {
  dialect: {
    type: 'string',
    enum: ['auto', 'postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
    default: 'auto',
    scope: 'resource',
    order: 10,
    markdownDescription:
      'The SQL dialect. `auto` finds it from configuration files, drivers and the SQL itself; the Data Layer view says what it went by.',
  },
  engineVersion: {
    type: 'string',
    default: '',
    pattern: '^(\\d+(\\.\\d+){0,2})?$',
    patternErrorMessage: 'A version such as 16, 8.0 or 10.11.6.',
    scope: 'resource',
    order: 11,
    markdownDescription:
      'Version of the database engine in production, for example `16` or `8.0.36`. Some statements are harmless in one version and block a table in another. Empty: what the workspace tells, else the oldest supported release.',
  },
  exclude: {
    type: 'array',
    items: { type: 'string' },
    default: [],
    scope: 'resource',
    order: 12,
    markdownDescription:
      'Glob patterns of files and folders that are not read, relative to the workspace folder: `**/legacy/**`. `node_modules`, `.git`, vendored code and build output are never read, nor what `.gitattributes` calls vendored. What lies below folders of tests and examples is shown last and not counted with the product.',
  },
  maxFileSizeMB: {
    type: 'number',
    default: 20,
    minimum: 1,
    maximum: 500,
    scope: 'resource',
    order: 13,
    description: 'Files larger than this many megabytes are not read; the Data Layer view names them.',
  },
};

const agentSettings: Readonly<Record<string, Setting>> = {
  'anthropic.model': {
    type: 'string',
    default: '',
    scope: 'window',
    order: 30,
    description:
      'Model that answers in the panel when a Claude key is set. Empty: the newest Opus-class model that the key may use. The panel has a picker for it.',
  },
  'anthropic.effort': {
    type: 'string',
    enum: ['default', 'low', 'medium', 'high', 'xhigh', 'max'],
    default: 'default',
    scope: 'machine',
    order: 32,
    description:
      'How long a Claude model may think about an answer. More costs more. Levels that the model does not have are left out.',
  },
  'anthropic.baseUrl': {
    type: 'string',
    default: '',
    scope: 'machine',
    order: 31,
    markdownDescription:
      'Address of an Anthropic-compatible endpoint (Ollama, LM Studio, a gateway). Empty: Anthropic itself. It must be `https`, except on this machine. Never taken from a workspace that you do not trust.',
  },
};

const panelSettings: Readonly<Record<string, Setting>> = {
  'chat.compact': {
    type: 'string',
    enum: ['auto', 'off'],
    enumDescriptions: [
      'When a chat nearly fills the model, earlier answers and decisions are kept and results of tools are left out.',
      'Never by itself; /compact does it when you ask.',
    ],
    default: 'auto',
    scope: 'application',
    order: 41,
    description: 'Whether a long chat makes room by itself before it no longer fits into the model.',
  },
  'chat.sendWith': {
    type: 'string',
    enum: ['enter', 'ctrlEnter'],
    enumDescriptions: [
      'Enter sends, Shift+Enter begins a new line.',
      'Ctrl+Enter (⌘Enter) sends, Enter begins a new line.',
    ],
    default: 'enter',
    scope: 'application',
    order: 40,
    description: 'Which key sends what is in the box of the Architect panel.',
  },
};

/** Settings that a workspace may not set before it is trusted: they say where text is sent. */
export const restrictedSettings = ['databaseArchitect.anthropic.baseUrl', 'databaseArchitect.anthropic.model'];

const sections: readonly {
  readonly title: string;
  readonly of: (rules: readonly RuleSummary[]) => Readonly<Record<string, Setting>>;
}[] = [
  { title: 'Review', of: reviewSettings },
  { title: 'Reading', of: () => readingSettings },
  { title: 'Architect', of: () => ({ ...agentSettings, ...panelSettings }) },
];

/** `contributes.configuration`, one section a part. */
export function settingContributions(rules: readonly RuleSummary[]) {
  return sections.map(({ title, of }) => ({
    title,
    properties: Object.fromEntries(
      Object.entries(of(rules)).map(([name, value]) => [`databaseArchitect.${name}`, value]),
    ),
  }));
}
