import { fileURLToPath } from 'node:url';
import type { DataLayer } from '../../model';
import {
  type ComparedSide,
  comparedLines,
  comparedSql,
  compareSides,
  gitTree,
  questionText,
  sidesOf,
} from '../../workspace';
import { toPlace } from '../convert';
import type { Engine } from '../engine';
import type { ComparableLayer, ComparisonReport, Params } from '../requests';

/** The data layers with what can be compared in each: migrations, models, schema files, and the layer as a git ref has it. */
export function comparable(engine: Engine): readonly ComparableLayer[] {
  return engine.layers.map((layer) => ({
    id: layer.id,
    name: layer.name,
    sides: sidesOf(layer).map(({ id, title }) => ({ id, title })),
  }));
}

const GIT = 'git ';

/** Compares two sides of a data layer; a side `git REF` is the layer as it is there. */
export async function compare(engine: Engine, params: Params<'databaseArchitect/compare'>): Promise<ComparisonReport> {
  const layer = engine.layers.find(({ id }) => id === params.layer);
  if (!layer) return failed('This data layer is not there any more.');
  const [before, after] = [await sideOf(engine, layer, params.from), await sideOf(engine, layer, params.to)];
  if (typeof before === 'string') return failed(before);
  if (typeof after === 'string') return failed(after);
  const comparison = compareSides(before, after);
  const { questions, notes } = comparison.difference;
  return {
    title: `${layer.name}: from ${before.title} to ${after.title}`,
    differences: comparedLines(comparison).map(({ sign, text, span }) => ({
      sign,
      text,
      ...(span.uri === '' ? {} : { path: engine.path(span.uri), place: toPlace(span) }),
    })),
    questions: questions.map(questionText),
    notes: [...new Set(notes.map(({ because }) => because))],
    sql: comparedSql(comparison),
  };
}

function failed(problem: string): ComparisonReport {
  return { title: 'Nothing was compared', differences: [], questions: [], notes: [], sql: '', problem };
}

async function sideOf(engine: Engine, layer: DataLayer, id: string): Promise<ComparedSide | string> {
  if (!id.startsWith(GIT))
    return sidesOf(layer).find((side) => side.id === id) ?? 'One of the two is not there any more.';
  const ref = id.slice(GIT.length);
  const folder = engine.folders.find(({ workspace }) => workspace.dataLayers().some((one) => one.id === layer.id));
  if (!folder) return 'This data layer is not there any more.';
  const tree = await gitTree(ref, fileURLToPath(folder.root), folder.root, folder.workspace);
  if (tree.kind === 'wrong') return tree.message;
  const earlier = folder.workspace
    .overlay(tree.changes)
    .dataLayers()
    .find((one) => one.id === layer.id);
  return earlier ? { id, title: ref, schema: earlier.schema } : `${ref} has no such data layer.`;
}
