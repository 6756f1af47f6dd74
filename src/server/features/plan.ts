import { type Index, type Planned, pendingIn, planOfFinding, planOfModels, planOfSql } from '../../agent';
import type { PlanChoices, PlanOutcome, PlanSource } from '../requests';

/** The next files of a plan. */
export function planned(index: Index, source: PlanSource): PlanOutcome {
  const made = plan(index, source, new Date());
  if (made.kind === 'impossible') return made;
  const { title, rationale, files } = made;
  return { kind: 'planned', title, rationale, files };
}

function plan(index: Index, source: PlanSource, now: Date): Planned {
  if (source.kind === 'finding') return planOfFinding(source, index, now);
  const layer = index.layers.find(({ id }) => id === source.layer);
  if (layer === undefined) return { kind: 'impossible', because: 'That data layer is not there any more.' };
  return source.kind === 'sql' ? planOfSql(layer, source.sql, index, now) : planOfModels(layer, index, now);
}

/** Where a plan may start. */
export function planChoices(index: Index): PlanChoices {
  const layers = index.layers.filter(({ migrations, dialect }) => migrations.length > 0 && dialect !== 'mongodb');
  return {
    pending: layers.flatMap((layer) =>
      pendingIn(layer).map(({ sql, plan: rest, span }) => ({
        title: `Go on: ${rest.title}`,
        detail: `${layer.name}, begun in ${index.path(span.uri)}`,
        source: { kind: 'sql' as const, layer: layer.id, sql },
      })),
    ),
    models: layers
      .filter(({ models }) => models.length > 0)
      .map(({ id, name, models }) => ({
        title: 'What the models have and the migrations lack',
        detail: `${name}, ${models.map(({ tool }) => tool).join(', ')}`,
        source: { kind: 'models' as const, layer: id },
      })),
    layers: layers.map(({ id, name }) => ({ id, name })),
  };
}
