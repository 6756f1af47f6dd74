/** Which files may be proposed, and which may be read to a model. Decided on the path alone: links are resolved by who has a disk. */

export type Guarded = { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly because: string };

const allowed: Guarded = { kind: 'allowed' };
const refused = (because: string): Guarded => ({ kind: 'refused', because });

/** C0, DEL, C1, and what turns or hides text: bidi controls, zero-width characters, the byte-order mark (Unicode TR36, 2.5). */
const DECEPTIVE = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** Windows gives these to devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces"). */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/** A path as proposals and tools write it: relative, with `/`, meaning the same on every system. */
export function checkRelativePath(path: string): Guarded {
  if (path.trim() === '') return refused('The path is empty.');
  if (DECEPTIVE.test(path)) return refused('The path holds control or direction characters.');
  if (/[\\:*?"<>|]/.test(path))
    return refused('The path holds one of \\ : * ? " < > |. Write it relative to the workspace, with /.');
  if (path.startsWith('/')) return refused('The path must be relative to the workspace folder.');
  const parts = path.split('/');
  if (parts.some((part) => part === '..' || part === '.' || part === ''))
    return refused('The path must not contain . or .. or //.');
  if (parts.some((part) => /[. ]$/.test(part) || part.startsWith(' ')))
    return refused('A part of the path ends in a dot or space.');
  if (parts.some((part) => DEVICE.test(part))) return refused('A part of the path is the name of a device on Windows.');
  return allowed;
}

/** Files that steer tools or agents, or hold secrets, whatever folder they lie in. */
const STEERING =
  /^(?:agents|claude|gemini|copilot-instructions)\.md$|^(?:package|package-lock|tsconfig|jsconfig)\.json$|\.code-workspace$|^(?:makefile|dockerfile|jenkinsfile|procfile|rakefile|gemfile)$/i;

/** What schema work is written in. Shell scripts, settings of editors and binaries are not among them. */
const WRITABLE =
  /\.(?:sql|prisma|py|rb|js|mjs|cjs|ts|mts|cts|go|java|kt|kts|groovy|scala|cs|fs|php|ex|exs|rs|xml|ya?ml|json|toml|conf|graphql|dbml|mmd|md|txt)$/i;

/** May the agent propose this file? The path is relative to a workspace folder. */
export function mayPropose(path: string): Guarded {
  const shape = checkRelativePath(path);
  if (shape.kind === 'refused') return shape;
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  // .vscode, .git, .claude, .github, .cursor, .mcp.json, .env, .husky …: what starts with a dot steers something.
  if (parts.some((part) => part.startsWith('.'))) return refused('Hidden files and folders are not for proposals.');
  if (parts.some((part) => part.toLowerCase() === 'node_modules'))
    return refused('Installed packages are not for proposals.');
  if (STEERING.test(name)) return refused(`${name} steers tools or agents and is not for proposals.`);
  if (isSecret(path)) return refused(`${name} may hold secrets.`);
  if (!WRITABLE.test(name)) return refused(`${name} is no kind of file that schemas are written in.`);
  return allowed;
}

const SECRET_NAME =
  /^\.env(?:\.|$)|\.env$|^\.?(?:pgpass|my\.cnf|mylogin\.cnf|netrc|npmrc|pypirc)(?:\.conf)?$|^id_(?:rsa|dsa|ecdsa|ed25519)|\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk|gpg|asc)$|^(?:credentials|secrets?)(?:\.|$)|^(?:master|production)\.key$/i;

const SECRET_FOLDER = /^\.(?:ssh|aws|azure|gnupg|kube|docker|git)$/i;

/** Files that hold keys and passwords: never read to a model, never written. */
export function isSecret(path: string): boolean {
  const parts = path.split('/');
  return SECRET_NAME.test(parts.at(-1) ?? '') || parts.some((part) => SECRET_FOLDER.test(part));
}

/** May a tool read this file to a model? */
export function mayRead(path: string): Guarded {
  const shape = checkRelativePath(path);
  if (shape.kind === 'refused') return shape;
  return isSecret(path) ? refused(`${path} may hold secrets and is never read.`) : allowed;
}

/** A text for people and models, without characters that turn, hide or control it. Line breaks and tabs stay. */
export function plain(text: string): string {
  return text.replace(/(?![\t\n\r])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, '\ufffd');
}
