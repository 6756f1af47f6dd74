import { type Bound, type ClassDef, type Placed, resolve, topLevel } from '../../code';
import { targetOf } from '../code/decorated';
import type { OpenedFile } from '../code/set-scopes';
import { returned } from '../code/values';
import type { EntityArgs, PropertyArgs } from './args';
import { classEntity } from './classes';
import { schemaEntity } from './schemas';

/** All entities of a set of files, and how they find each other. */
export interface Entities {
  readonly all: readonly EntityArgs[];
  find(target: EntityTarget | undefined): EntityArgs | undefined;
  /** What an entity extends, the nearest first. */
  basesOf(entity: EntityArgs): readonly EntityArgs[];
}

export interface EntityTarget {
  readonly def: ClassDef | undefined;
  readonly name: string;
  readonly place: Placed;
}

export function entitiesIn({ module, scope }: OpenedFile): readonly EntityArgs[] {
  return topLevel(module.body).flatMap((stmt): readonly EntityArgs[] => {
    const entity =
      stmt.kind === 'class'
        ? classEntity({ def: stmt, scope })
        : stmt.kind === 'assign' && stmt.value?.kind === 'call'
          ? schemaEntity({ expr: stmt.value, scope }, stmt)
          : undefined;
    return entity ? [entity] : [];
  });
}

export function entitiesOf(found: readonly EntityArgs[]): Entities {
  const byDef = new Map<ClassDef, EntityArgs>();
  const byName = new Map<string, EntityArgs>();
  for (const entity of found) {
    if (entity.def && !byDef.has(entity.def)) byDef.set(entity.def, entity);
    if (!byName.has(entity.className)) byName.set(entity.className, entity);
  }
  const basesOf = (entity: EntityArgs, depth = 0): readonly EntityArgs[] =>
    entity.bases.flatMap((base): readonly EntityArgs[] => {
      if (typeof base !== 'string') return [base];
      const known = byName.get(base);
      return known && known !== entity && depth < 16 ? [known, ...basesOf(known, depth + 1)] : [];
    });
  return {
    all: found,
    find: (target) => target && ((target.def && byDef.get(target.def)) ?? byName.get(target.name)),
    basesOf,
  };
}

/** What a relation refers to: as its options say, else its type. */
export function relationTarget({ options, type, initial, scope }: PropertyArgs): EntityTarget | undefined {
  const given = options.get('entity') ?? options.get('type');
  const named = given && entityTarget(given);
  if (named) return named;
  // `tags = new Collection<Tag>(this)` says it in its value.
  const value = initial && resolve(initial).expr;
  let at = type ?? (value?.kind === 'call' ? value.typeArgs?.[0] : undefined);
  // `Ref<Author>`, `Rel<Author>`: types around the entity, none of the project's classes.
  for (let depth = 0; depth < 4 && at?.args[0] && !scope.class(at.name); depth++) at = at.args[0];
  return at && { def: scope.class(at.name)?.def, name: at.name.replace(/^.*\./, ''), place: at };
}

function entityTarget(bound: Bound, depth = 0): EntityTarget | undefined {
  const { expr, scope } = resolve(bound);
  if (depth > 8) return undefined;
  if (expr.kind === 'function') {
    const value = returned({ def: expr, scope });
    return value && entityTarget(value, depth + 1);
  }
  const place = bound.expr.kind === 'name' ? bound.expr : expr;
  const schema = schemaEntity({ expr, scope }, expr);
  if (schema) return { def: schema.def, name: schema.className, place };
  const target = targetOf(bound);
  return target && { def: target.ref?.def, name: target.name, place: target.place };
}

/** Properties of an entity with those of what it extends before them; of two of one name its own stands. */
export function propertiesWith(entity: EntityArgs, bases: readonly EntityArgs[]): readonly PropertyArgs[] {
  const line = [...bases].reverse().concat(entity);
  const last = new Map(line.flatMap(({ properties }) => properties.map((one) => [one.key, one] as const)));
  const kept = new Set(last.values());
  return line.flatMap(({ properties }) => properties.filter((one) => kept.has(one)));
}
