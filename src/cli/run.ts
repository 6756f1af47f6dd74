import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { serveMcp } from '../mcp';
import { ownLayers } from '../model';
import { inspect } from '../workspace';
import { diffSchemas } from './diff';
import { printNotices } from './notices';
import { type Opened, open } from './open';
import { type Command, HELP, readOptions } from './options';
import type { Output } from './output';
import { rehearseIn } from './rehearse';
import { review } from './review';
import { version } from './version';

/** Runs the command line; the result is its exit status. */
export async function run(args: readonly string[], output: Output): Promise<number> {
  const command = readOptions(args);
  switch (command.kind) {
    case 'help':
      output.out(HELP);
      return 0;
    case 'version':
      output.out(`${version}\n`);
      return 0;
    case 'wrong':
      output.problem(`${command.message}\n`);
      return 2;
    case 'statistics':
      output.out(`${command.query}\n`);
      return 0;
    case 'mcp':
      return serve(command.path, output);
    case 'diff':
      return diffSchemas(command, output);
    default:
      return runIn(command, output);
  }
}

/** Serves until the client goes; stdout is the protocol's alone. */
async function serve(path: string, output: Output): Promise<number> {
  const folder = resolve(path);
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) {
    output.problem(`${path} is no folder. Say which folder to serve: database-architect mcp FOLDER\n`);
    return 2;
  }
  const onBug = (error: unknown) => output.problem(`${error instanceof Error ? error.stack : String(error)}\n`);
  await serveMcp({ folder, version, onBug });
  return 0;
}

async function runIn(
  command: Extract<Command, { kind: 'review' | 'inspect' | 'rehearse' }>,
  output: Output,
): Promise<number> {
  const result = await open(command);
  if (result.kind === 'unreadable') {
    output.problem(`${result.message}\n`);
    return 2;
  }
  const { opened } = result;
  const layers = layersOf(opened);
  const notices = printNotices(opened.workspace.notices(), opened.fileOf);
  if (notices !== '') output.problem(notices);
  if (layers.length === 0) {
    const what =
      opened.onlyUri === undefined
        ? `No data layer was found in ${command.path}`
        : `${command.path} belongs to no data layer`;
    output.problem(`${what}: no migrations, schema files or models in a format that is read.\n`);
  }
  if (command.kind === 'rehearse') return rehearseIn(opened, layers, command, output);
  if (command.kind === 'review') {
    // A file asked for by name is reviewed whatever it is for.
    const reviewed = opened.onlyUri === undefined ? ownLayers(layers) : layers;
    return review(opened, reviewed, command, output);
  }
  output.out(`${JSON.stringify(inspect(layers, opened.fileOf), null, 2)}\n`);
  return 0;
}

function layersOf({ workspace, onlyUri }: Opened) {
  return onlyUri === undefined ? workspace.dataLayers() : workspace.layersOf(onlyUri);
}
