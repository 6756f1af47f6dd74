// The direction of docs/architecture.md, as a check: a layer may import the layers listed for it and nothing else of src/.
const sql = ['model'];
const formats = [...sql, 'sql', 'code'];
const engines = [...formats, 'formats'];
const workspace = [...engines, 'review', 'plan', 'rehearse', 'advise'];
const sandbox = [...engines, 'rehearse'];
const agent = [...workspace, 'workspace'];
const doors = [...agent, 'agent', 'sandbox'];

const mayImport = {
  model: [],
  sql,
  code: sql,
  formats,
  review: engines,
  plan: engines,
  rehearse: engines,
  advise: engines,
  sandbox,
  workspace,
  agent,
  server: doors,
  host: doors,
  // The command line starts the MCP server: `database-architect mcp`.
  cli: [...doors, 'mcp'],
  mcp: doors,
};

// What the host and the language server say to each other: types and names of methods, shared by both.
const requests = '^src/server/requests\\.ts$';

const direction = Object.entries(mayImport).map(([layer, below]) => ({
  name: `direction-${layer}`,
  comment: `src/${layer} may import ${below.join(', ') || 'no other layer'}`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: {
    path: '^src/[^/]+/',
    pathNot: [`^src/(${[layer, ...below].join('|')})/`, ...(layer === 'host' ? [requests] : [])],
  },
}));

module.exports = {
  forbidden: [
    ...direction,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'one-door',
      comment: 'another layer is imported through its index.ts only',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$', requests] },
    },
    {
      name: 'vscode-in-host-only',
      severity: 'error',
      from: { pathNot: '^src/host/' },
      to: { path: '^(vscode$|node_modules/@types/vscode/)' },
    },
    {
      name: 'no-outside-world-below-workspace',
      comment: 'files, network and processes come in as parameters',
      severity: 'error',
      from: { path: '^src/(model|sql|code|formats|review|plan|rehearse|advise)/' },
      to: { dependencyTypes: ['core'], path: '^(fs|http|http2|https|net|tls|dgram|dns|child_process)(/|$)' },
    },
    {
      name: 'tools-only-read',
      comment: 'no tool of the agent can write, run or fetch: there is nothing to leak through',
      severity: 'error',
      from: { path: '^src/agent/tools/' },
      to: { dependencyTypes: ['core'], path: '^(fs|http|http2|https|net|tls|dgram|dns|child_process)(/|$)' },
    },
    {
      name: 'webview-knows-the-protocol-only',
      severity: 'error',
      from: { path: '^webview/' },
      to: { path: '^src/', pathNot: '^src/protocol\\.ts$' },
    },
    {
      name: 'sources-do-not-import-tests',
      severity: 'error',
      from: { path: '^(src|webview)/' },
      to: { path: '^(test|bench|scripts)/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      // Examples are projects of their own: what they import is not ours to install.
      from: { path: '^(src|webview)/', pathNot: '/example/' },
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'types'] },
  },
};
