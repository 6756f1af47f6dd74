/** The programming languages whose migrations and models we read. */
export type Language = 'python' | 'ruby' | 'php' | 'csharp' | 'java' | 'go' | 'typescript' | 'tsx' | 'javascript';

/** The grammar's file for each language, as `@vscode/tree-sitter-wasm` names them. */
export const GRAMMARS: Readonly<Record<Language, string>> = {
  python: 'tree-sitter-python.wasm',
  ruby: 'tree-sitter-ruby.wasm',
  php: 'tree-sitter-php.wasm',
  csharp: 'tree-sitter-c-sharp.wasm',
  java: 'tree-sitter-java.wasm',
  go: 'tree-sitter-go.wasm',
  typescript: 'tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-tsx.wasm',
  javascript: 'tree-sitter-javascript.wasm',
};

const ENDINGS: Readonly<Record<string, Language>> = {
  py: 'python',
  rb: 'ruby',
  php: 'php',
  cs: 'csharp',
  java: 'java',
  go: 'go',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
};

/** The language of a path or URI by its ending; undefined for every other file. */
export function languageOf(path: string): Language | undefined {
  const ending = /\.(\w+)$/.exec(path)?.[1] ?? '';
  return Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
}
