import { resolve } from '../../code';
import { identOf } from '../code/build';
import { lastWord } from '../code/csharp';
import type { Property } from './model';
import { at, given, identGivenAt, isLambda, OTHER, type Step, type Subject, textAt, wordsAt } from './subject';

const MODEL: Subject = { kind: 'model' };

const STRATEGIES: Readonly<Record<string, Property['strategy']>> = {
  UseSerialColumns: 'serial',
  ForNpgsqlUseSerialColumns: 'serial',
  UseIdentityColumns: 'by default',
  UseIdentityByDefaultColumns: 'by default',
  UseIdentityAlwaysColumns: 'always',
  UseHiLo: 'none',
};

/** The calls of the model builder itself. */
export function modelMethod(step: Step): Subject {
  const { name, on } = step;
  const { model } = on;
  if (Object.hasOwn(STRATEGIES, name)) model.strategy = STRATEGIES[name];
  switch (name) {
    case 'Entity':
    case 'Owned':
      return entity(step);
    case 'HasDefaultSchema': {
      const schema = textAt(step, 0);
      if (schema !== undefined) model.defaultSchema = schema;
      return MODEL;
    }
    case 'HasSequence':
      return sequence(step);
    case 'HasPostgresEnum':
      postgresEnum(step);
      return MODEL;
    case 'HasPostgresExtension': {
      const last = step.call.args.at(-1);
      const extension = last && identOf({ expr: last.value, scope: step.scope });
      if (extension) model.extensions.push(extension);
      return MODEL;
    }
    case 'ApplyConfiguration':
      applied(step);
      return MODEL;
    case 'ApplyConfigurationsFromAssembly':
      on.configure?.('*', on);
      return MODEL;
    case 'Ignore':
      for (const type of step.call.typeArgs ?? []) model.entities.delete(on.entityOf(type, at(step)).name);
      return MODEL;
    default:
      return MODEL;
  }
}

/** `Entity<Blog>()`, `Entity("Blog", b => …)`, `Entity(typeof(Blog))` */
function entity(step: Step): Subject {
  const [type] = step.call.typeArgs ?? [];
  const first = given(step, 0);
  const value = first && resolve(first).expr;
  const said = value?.kind === 'call' ? value.typeArgs?.[0] : undefined;
  const named = isLambda(first) ? undefined : textAt(step, 0);
  const word = type ?? said ?? named;
  if (word === undefined) return OTHER;
  const place = first && identOf(first);
  const where = place
    ? { module: step.scope.module, place: { start: place.span.start.offset, end: place.span.end.offset } }
    : at(step);
  const found = step.on.entityOf(word, where);
  const subject: Subject = { kind: 'entity', entity: found };
  const lambda = [first, given(step, 1)].find(isLambda);
  step.inside(lambda, subject, step.on);
  return subject;
}

function sequence(step: Step): Subject {
  const ident = identGivenAt(step, 0);
  const schema = textAt(step, 1, 'schema') ?? step.on.model.defaultSchema;
  const [clr] = step.call.typeArgs ?? [];
  if (ident)
    step.on.model.sequences.push({
      ...at(step),
      sequence: { ...ident, ...(schema === undefined ? {} : { schema }) },
      clr,
    });
  return OTHER;
}

/** `HasPostgresEnum("mood", new[] { "a" })`, `HasPostgresEnum("schema", "mood", new[] { "a" })` */
function postgresEnum(step: Step): void {
  const { call, scope } = step;
  const last = call.args.at(-1);
  const list = last && resolve({ expr: last.value, scope });
  if (list?.expr.kind !== 'list') return;
  const at0 = call.args.length > 2 ? 1 : 0;
  const name = identGivenAt(step, at0);
  const schema = at0 === 1 ? textAt(step, 0) : undefined;
  if (!name) return;
  const values = wordsAt({ call: { ...call, args: call.args.slice(-1) }, scope });
  step.on.model.enums.push({
    ...at(step),
    type: { ...name, ...(schema === undefined ? {} : { schema }) },
    values,
  });
}

/** `ApplyConfiguration(new BlogConfiguration())` */
function applied(step: Step): void {
  const bound = given(step, 0);
  const value = bound && resolve(bound).expr;
  const callee = value?.kind === 'call' && value.construct ? value.callee : undefined;
  if (callee?.kind === 'name' || callee?.kind === 'member') step.on.configure?.(lastWord(callee.name), step.on);
}
