import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import type { Engine } from '../engine';
import { createRehearsals } from '../rehearsals';
import type { Method, Params, Result } from '../requests';
import type { ServerSettings } from '../settings';
import { indexOf, serverToolbox } from '../toolbox';
import type { ClientAbilities } from './client';
import { codeActions } from './code-actions';
import { comparable, compare } from './compare';
import { hover } from './hover';
import { lenses } from './lenses';
import { definition, references } from './navigate';
import { coverage, findingView, layerDetail, overview } from './overview';
import { planChoices, planned } from './plan';
import { rehearsalView } from './rehearsal';
import { review } from './review';
import { ruleViews } from './rules';
import { suppression } from './suppress';
import { documentSymbols, workspaceSymbols } from './symbols';

/** The server as its features see it. */
export interface Host {
  /** The index as it is now, which may be before the workspace was read. */
  engine(): Engine;
  /** The index once the workspace has been read. */
  ready(): Promise<Engine>;
  readonly client: ClientAbilities;
  settingsOf(uri: string): ServerSettings;
  /** Reads every file again. */
  reload(): Promise<Engine>;
}

function answerEditor(connection: Connection, { engine, client, settingsOf }: Host): void {
  connection.onHover(({ textDocument, position }) =>
    hover(engine(), client, engine().spell(textDocument.uri), position),
  );
  connection.onCodeAction((params) => {
    const textDocument = { uri: engine().spell(params.textDocument.uri) };
    return [...codeActions(engine(), client, { ...params, textDocument })];
  });
  connection.onCodeLens(({ textDocument: { uri } }) =>
    client.commands !== true || settingsOf(uri).codeLens === 'off' ? [] : [...lenses(engine(), engine().spell(uri))],
  );
  connection.onDocumentSymbol(({ textDocument }) => [...documentSymbols(engine(), engine().spell(textDocument.uri))]);
  connection.onWorkspaceSymbol(({ query }) => [...workspaceSymbols(engine(), query)]);
  connection.onDefinition(({ textDocument, position }) => [
    ...definition(engine(), engine().spell(textDocument.uri), position),
  ]);
  connection.onReferences(({ textDocument, position, context }) => [
    ...references(
      engine(),
      engine().spell(textDocument.uri),
      position,
      context.includeDeclaration ? 'everything' : 'referencesOnly',
    ),
  ]);
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

type Answers = {
  readonly [M in Method]: (params: Params<M>, token: CancellationToken) => Result<M> | Promise<Result<M>>;
};

/** One function a request: leave one out and it does not compile. */
function answers(connection: Connection, { engine, ready, reload }: Host): Answers {
  const tools = serverToolbox(engine, (error) => connection.console.error(`A tool failed: ${stackOf(error)}`));
  const rehearsals = createRehearsals();
  connection.onShutdown(() => rehearsals.dispose());
  return {
    'databaseArchitect/overview': () => overview(engine()),
    'databaseArchitect/layer': ({ id }) => layerDetail(engine(), id),
    'databaseArchitect/coverage': async () => coverage(await ready()),
    'databaseArchitect/review': async (scope) => review(await ready(), scope),
    'databaseArchitect/findings': async ({ uri }) => {
      const index = await ready();
      return index.findingsOf(index.spell(uri)).map((finding) => findingView(index, finding));
    },
    'databaseArchitect/comparable': async () => comparable(await ready()),
    'databaseArchitect/compare': async (params) => compare(await ready(), params),
    'databaseArchitect/suppression': (params) =>
      suppression(engine(), { ...params, place: { ...params.place, uri: engine().spell(params.place.uri) } }),
    'databaseArchitect/rules': ruleViews,
    'databaseArchitect/refresh': async () => overview(await reload()),
    'databaseArchitect/rehearse': async (scope, token) => {
      if (scope.trust !== 'trusted') return [];
      const index = await ready();
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const outcomes = await rehearsals.run(index, scope, abort.signal);
      return outcomes.map((outcome) => rehearsalView(index, outcome));
    },
    'databaseArchitect/evaluateProposal': async ({ files, trust }) => {
      const index = await ready();
      const evidence = tools.evidence(files);
      if (trust !== 'trusted') return evidence;
      const spelled = files.map((file) => ({ ...file, uri: index.spell(file.uri) }));
      return rehearsals.prove(evidence, index.overlay(spelled), spelled);
    },
    'databaseArchitect/plan': async (source) => planned(indexOf(await ready()), source),
    'databaseArchitect/planChoices': async () => planChoices(indexOf(await ready())),
    'databaseArchitect/runTool': async ({ name, input }) => {
      await ready();
      return tools.run(name, input);
    },
  };
}

/** Registers the answers to every request that an editor or our host makes. */
export function registerFeatures(connection: Connection, host: Host): void {
  answerEditor(connection, host);
  const all = answers(connection, host);
  // What a client sends is checked no further than by its type: our host is built from the same file.
  for (const method of Object.keys(all) as Method[])
    connection.onRequest(method, all[method] as (params: unknown, token: CancellationToken) => unknown);
}
