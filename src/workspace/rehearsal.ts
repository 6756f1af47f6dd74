import { type DataLayer, emptySchema, lineIndex, type Migration } from '../model';
import { diff } from '../plan';
import { type RehearsalRequest, requestFor, stepOfText, type WholeSchema } from '../rehearse';
import { printScript } from '../sql';
import type { Workspace } from './workspace';

/** What is to be rehearsed of a migration: its statements, those before it, and the schema in print for when these cannot be run. */
export function rehearsalOf(
  workspace: Pick<Workspace, 'schemaBefore' | 'textOf'>,
  layer: DataLayer,
  migration: Migration,
): RehearsalRequest {
  return requestFor(layer, migration, workspace.textOf, [printedSchema(workspace, layer, migration)]);
}

function printedSchema(
  workspace: Pick<Workspace, 'schemaBefore'>,
  layer: DataLayer,
  migration: Migration,
): WholeSchema {
  const schema = workspace.schemaBefore(layer, migration);
  const { operations } = diff(emptySchema(layer.dialect), schema);
  const here = migration.at ?? lineIndex(migration.uri, '').span(0, 0);
  const steps = operations.flatMap((operation) =>
    printScript([operation], layer.dialect).statements.map((text) => stepOfText(text, [operation], here)),
  );
  return { from: 'the schema as we read it from the migrations', steps };
}
