import { type DataLayer, DIALECT_NAMES, type Migration, ownLayers } from '../model';
import { type RehearsalOutcome, rehearsable, rehearse, rehearseHistory } from '../rehearse';
import { createSandbox, engineFolder } from '../sandbox';
import { rehearsalOf } from '../workspace';
import type { Opened } from './open';
import type { Output } from './output';
import { printRehearsalsJson, printRehearsalsMarkdown, printRehearsalsText } from './print-rehearsal';
import type { RehearsalOptions } from './rehearsal-options';

type RehearseCommand = RehearsalOptions & { readonly path: string };

const PRINTERS = { text: printRehearsalsText, json: printRehearsalsJson, markdown: printRehearsalsMarkdown } as const;

/** Rehearses the migrations of a file, the last one of each data layer, or all; the result is the exit status. */
export async function rehearseIn(
  { workspace, fileOf, onlyUri }: Opened,
  layers: readonly DataLayer[],
  command: RehearseCommand,
  output: Output,
): Promise<number> {
  const folder = engineFolder(__dirname);
  if (folder === undefined) {
    output.problem('The engine is not built: run "npm run build".\n');
    return 2;
  }
  const sandbox = createSandbox({ folder, spare: 'none' });
  const budgets = { statement: 10_000, total: command.seconds * 1000 };
  const outcomes: RehearsalOutcome[] = [];
  try {
    for (const layer of onlyUri === undefined ? ownLayers(layers) : layers) {
      if (command.which === 'all') {
        outcomes.push(...(await wholeHistory(layer)));
        continue;
      }
      for (const migration of wanted(layer, onlyUri)) {
        const request = rehearsalOf(workspace, layer, migration);
        const { rows: sizes = request.sizes, timeZone = request.timeZone } = command;
        outcomes.push(await rehearse({ ...request, sizes, timeZone }, sandbox.ports({ budgets })));
      }
    }
  } finally {
    sandbox.dispose();
  }
  if (outcomes.length === 0) output.problem(`No migration of ${command.path} can be rehearsed.\n`);
  output.out(PRINTERS[command.format](outcomes, fileOf));
  return outcomes.some((one) => one.kind === 'rehearsed' && one.verdict === 'failed') ? 1 : 0;

  function wholeHistory(layer: DataLayer): Promise<readonly RehearsalOutcome[]> {
    const migrations = layer.migrations.map((migration) => rehearsable(layer, migration, workspace.textOf));
    if (layer.dialect !== 'postgresql') {
      const because = `only PostgreSQL has an engine for a whole history, and this is ${DIALECT_NAMES[layer.dialect]}`;
      return Promise.resolve(
        migrations.map(({ id, name, uri }) => ({ kind: 'not rehearsed', migration: { id, name, uri }, because })),
      );
    }
    return rehearseHistory({ dialect: 'postgresql', migrations }, sandbox.engines({ budgets }));
  }
}

function wanted(layer: DataLayer, onlyUri: string | undefined): readonly Migration[] {
  if (onlyUri === undefined) return layer.migrations.slice(-1);
  return layer.migrations.filter(
    ({ uri, down }) => uri === onlyUri || (down.kind === 'script' && down.uri === onlyUri),
  );
}
