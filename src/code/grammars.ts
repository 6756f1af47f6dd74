import type { Language as Grammar, Parser } from 'web-tree-sitter';
import { GRAMMARS, type Language } from './language';
import { type Walker, walkerOf } from './walk';

/** Where the WebAssembly files lie: of the runtime (`web-tree-sitter.wasm`) and of each grammar. */
export interface GrammarPort {
  read(file: string): Promise<Uint8Array>;
}

/** A parser with its grammar's own names for nodes and fields, by number. */
export interface LoadedGrammar {
  readonly parser: Parser;
  readonly types: readonly string[];
  readonly fields: readonly (string | null)[];
  /** Whether nodes of a type are named, by the type's number. */
  readonly isNamed: readonly boolean[];
  readonly walker: Walker;
}

const loaded = new Map<Language, LoadedGrammar>();
const loading = new Map<Language, Promise<void>>();
let runtime: Promise<Runtime> | undefined;

interface Runtime {
  readonly treeSitter: typeof import('web-tree-sitter');
  readonly walker: Walker;
}

async function startRuntime(port: GrammarPort): Promise<Runtime> {
  const treeSitter = await import('web-tree-sitter');
  const bytes = await port.read('web-tree-sitter.wasm');
  // Emscripten puts the runtime's functions into the very object that it is given.
  const options = { wasmBinary: new Uint8Array(bytes).buffer };
  await treeSitter.Parser.init(options);
  return { treeSitter, walker: walkerOf(options) };
}

async function load(language: Language, port: GrammarPort): Promise<void> {
  runtime ??= startRuntime(port);
  const { treeSitter, walker } = await runtime;
  const grammar: Grammar = await treeSitter.Language.load(await port.read(GRAMMARS[language]));
  const parser = new treeSitter.Parser();
  parser.setLanguage(grammar);
  const isNamed = grammar.types.map((_, typeId) => grammar.nodeTypeIsNamed(typeId));
  loaded.set(language, { parser, types: grammar.types, fields: grammar.fields, isNamed, walker });
}

/** Loads grammars that are not there yet (12 to 50 ms each). They stay for the life of the process. Rejects when a file cannot be had. */
export async function loadLanguages(languages: Iterable<Language>, port: GrammarPort): Promise<void> {
  await Promise.all(
    [...languages].map((language) => {
      const running = loading.get(language) ?? load(language, port);
      loading.set(language, running);
      return running.catch((error: unknown) => {
        loading.delete(language);
        runtime = loaded.size === 0 ? undefined : runtime;
        throw error;
      });
    }),
  );
}

export function isLoaded(language: Language): boolean {
  return loaded.has(language);
}

export function grammarOf(language: Language): LoadedGrammar | undefined {
  return loaded.get(language);
}
