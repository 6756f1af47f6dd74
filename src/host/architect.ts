/** The architect's panel: who answers, the one writer and the review, put together. */
import { Disposable, EventEmitter, workspace } from 'vscode';
import { loadAnswering } from '../agent';
import type { ContextChip, SlashCommand } from '../protocol';
import type { LayerDetail, Place } from '../server/requests';
import { accept } from './accept';
import { createAgent } from './agent';
import { elsewhere } from './chat';
import type { Deps } from './deps';
import { registerPanel } from './panel';
import type { ServerClient } from './server-client';

/** Registers the panel with all that it needs. */
export function architect(deps: Deps): Disposable {
  const { context, server, output } = deps;
  const agent = createAgent(deps);
  const commands = slashCommands();
  const panel = registerPanel(context, {
    conversation: agent.conversation,
    providers: agent.providers,
    accept,
    review: (files) => server.request('databaseArchitect/evaluateProposal', { files }),
    plan: (source) => server.request('databaseArchitect/plan', source),
    planChoices: () => server.request('databaseArchitect/planChoices', {}),
    rehearse: async (files) =>
      workspace.isTrusted
        ? server.request('databaseArchitect/evaluateProposal', { files, trust: 'trusted' })
        : undefined,
    commands: commands.list,
    onDidChangeCommands: commands.onDidChange,
    contextChoices: () => contextChoices(server),
    starters: () => starters(server),
    report: (problem) => output.error(problem),
  });
  return Disposable.from(panel, agent, commands, elsewhere(deps, agent));
}

/** The commands of the box: none at first, since what answers is not loaded before somebody looks at the panel. */
function slashCommands() {
  const changed = new EventEmitter<void>();
  let known: readonly SlashCommand[] | undefined;
  const load = async (): Promise<void> => {
    known = [];
    known = (await loadAnswering()).slashCommands;
    changed.fire();
  };
  return {
    list: (): readonly SlashCommand[] => {
      if (known === undefined) void load();
      return known ?? [];
    },
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
}

/** Questions that an answer is known to, with and without a model. */
function starters({ overview }: ServerClient): readonly string[] {
  const layers = overview?.layers ?? [];
  if (layers.length === 0) return ['What can you do?'];
  const found = layers.some(({ findings: { error, warning } }) => error + warning > 0);
  return [
    found ? 'What is wrong with this schema?' : 'Review this schema',
    layers.length === 1 ? 'Which tables are there?' : 'Which databases are there?',
    'What can you do?',
  ];
}

async function contextChoices(server: ServerClient): Promise<readonly ContextChip[]> {
  const { layers } = await server.request('databaseArchitect/overview', {});
  const details = await Promise.all(layers.map(({ id }) => server.request('databaseArchitect/layer', { id })));
  return details.flatMap((detail) => (detail === null ? [] : chipsOf(detail)));
}

function chipsOf({ summary, tables, migrations, findings }: LayerDetail): readonly ContextChip[] {
  return [
    ...tables.map(({ name, kind, place }): ContextChip => {
      const detail = `${kind} of ${summary.name}, ${summary.engine}`;
      return { id: `table:${place.uri}:${name}`, kind: 'table', label: name, detail, place: startOf(place) };
    }),
    ...tables.flatMap((table) =>
      table.columns.map(({ name, detail, place }): ContextChip => {
        const label = `${table.name}.${name}`;
        return { id: `column:${place.uri}:${label}`, kind: 'column', label, detail, place: startOf(place) };
      }),
    ),
    ...findings.map(({ rule, message, path, place }): ContextChip => {
      const start = startOf(place);
      const id = `finding:${place.uri}:${start.line}:${start.column}:${rule}`;
      return { id, kind: 'finding', label: rule, detail: `${path}:${start.line + 1} ${message}`, place: start };
    }),
    ...migrations.map(({ uri, path, tool }): ContextChip => {
      const label = path.slice(path.lastIndexOf('/') + 1);
      const place = { uri, line: 0, column: 0 };
      return { id: `migration:${uri}`, kind: 'migration', label, detail: `${tool}: ${path}`, place };
    }),
  ];
}

function startOf({ uri, range: { start } }: Place): {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
} {
  return { uri, line: start.line, column: start.character };
}
