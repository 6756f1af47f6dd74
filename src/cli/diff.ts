import { type DataLayer, DIALECT_NAMES, ownLayers } from '../model';
import type { Rename } from '../plan';
import {
  type ComparedSide,
  type Comparison,
  comparedLines,
  comparedSql,
  compareSides,
  comparisonMarkdown,
  gitTree,
  questionText,
  sidesOf,
} from '../workspace';
import { type Opened, open } from './open';
import type { Command, DiffFormat } from './options';
import type { Output } from './output';

type DiffCommand = Extract<Command, { readonly kind: 'diff' }>;

interface Pair {
  readonly name: string;
  readonly comparison: Comparison;
}

/** Compares migrations with models and schema files, a project with what it was at a git ref, or two paths. 1 when something differs. */
export async function diffSchemas(command: DiffCommand, output: Output): Promise<number> {
  const found = await open(command);
  if (found.kind === 'unreadable') return wrong(output, found.message);
  const pairs = await pairsOf(found.opened, command);
  if (typeof pairs === 'string') return wrong(output, pairs);
  if (pairs.length === 0) return wrong(output, 'There is nothing to compare: no data layer has two sides.');
  output.out(PRINTERS[command.format](pairs, found.opened));
  return pairs.some(({ comparison }) => comparison.difference.operations.length > 0) ? 1 : 0;
}

function wrong(output: Output, message: string): number {
  output.problem(`${message}\n`);
  return 2;
}

async function pairsOf(opened: Opened, command: DiffCommand): Promise<readonly Pair[] | string> {
  const renames = { renames: command.renames };
  if (command.base !== undefined) return sinceBase(opened, command.base, renames.renames);
  if (command.other !== undefined) return withOther(opened, { ...command, path: command.other }, renames.renames);
  return layersOf(opened).flatMap((layer) => {
    const [first, ...others] = sidesOf(layer);
    if (first?.id !== 'history') return [];
    return others.map((other) => ({ name: layer.name, comparison: compareSides(first, other, renames) }));
  });
}

function layersOf({ workspace, onlyUri }: Opened): readonly DataLayer[] {
  return ownLayers(onlyUri === undefined ? workspace.dataLayers() : workspace.layersOf(onlyUri));
}

const whole = (title: string, { schema }: DataLayer): ComparedSide => ({ id: title, title, schema });

async function sinceBase(opened: Opened, base: string, renames: readonly Rename[]): Promise<readonly Pair[] | string> {
  const tree = await gitTree(base, opened.folder, opened.root, opened.workspace);
  if (tree.kind === 'wrong') return tree.message;
  const earlier = new Map(
    opened.workspace
      .overlay(tree.changes)
      .dataLayers()
      .map((layer) => [layer.id, layer]),
  );
  return layersOf(opened).flatMap((layer) => {
    const before = earlier.get(layer.id);
    if (!before) return [];
    return [{ name: layer.name, comparison: compareSides(whole(base, before), whole('now', layer), { renames }) }];
  });
}

async function withOther(
  opened: Opened,
  command: DiffCommand,
  renames: readonly Rename[],
): Promise<readonly Pair[] | string> {
  const found = await open(command);
  if (found.kind === 'unreadable') return found.message;
  const [before, after] = [layersOf(opened), layersOf(found.opened)];
  return after.flatMap((layer) => {
    const twin = twinOf(layer, before);
    if (!twin) return [];
    const sides = [whole(twin.name, twin), whole(layer.name, layer)] as const;
    return [{ name: layer.name, comparison: compareSides(sides[0], sides[1], { renames }) }];
  });
}

/** The layer that has most tables in common; of another dialect none has. */
function twinOf(layer: DataLayer, candidates: readonly DataLayer[]): DataLayer | undefined {
  const common = ({ schema }: DataLayer) =>
    [...layer.schema.tables.keys()].filter((key) => schema.tables.has(key)).length;
  return candidates.filter(({ dialect }) => dialect === layer.dialect).sort((a, b) => common(b) - common(a))[0];
}

const PRINTERS: Readonly<Record<DiffFormat, (pairs: readonly Pair[], opened: Opened) => string>> = {
  text: (pairs) => pairs.map(asText).join('\n'),
  json: (pairs) => `${JSON.stringify(pairs.map(asJson), null, 2)}\n`,
  sql: (pairs) => pairs.map(({ comparison }) => comparedSql(comparison)).join('\n'),
  markdown: (pairs, { fileOf }) =>
    pairs
      .map(({ name, comparison }) =>
        comparisonMarkdown(comparison, name, ({ uri, start }) =>
          uri === '' ? undefined : `${fileOf(uri)}#L${start.line + 1}`,
        ),
      )
      .join('\n'),
};

function titleOf({ name, comparison: { before, after } }: Pair): string {
  return `${name} (${DIALECT_NAMES[after.schema.dialect]}): from ${before.title} to ${after.title}`;
}

function asText(pair: Pair): string {
  const lines = comparedLines(pair.comparison).map(({ sign, text }) => `  ${sign} ${text}`);
  const { questions, notes } = pair.comparison.difference;
  const asked = questions.map((question) => `  ? ${questionText(question)}`);
  const noted = [...new Set(notes.map(({ because }) => `  ! ${because}`))];
  const body = lines.length === 0 ? ['  nothing differs'] : [...lines, ...asked, ...noted];
  return `${titleOf(pair)}\n${body.join('\n')}\n`;
}

function asJson({ name, comparison }: Pair): unknown {
  const { before, after, difference } = comparison;
  return {
    name,
    dialect: after.schema.dialect,
    from: before.title,
    to: after.title,
    differences: comparedLines(comparison).map(({ sign, text, span }) => ({
      sign,
      text,
      uri: span.uri,
      line: span.start.line + 1,
    })),
    questions: difference.questions,
    notes: difference.notes.map(({ kind, because }) => ({ kind, because })),
    sql: comparedSql(comparison),
  };
}
