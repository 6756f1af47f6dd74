import type { Dialect } from '../../model';
import { identAt } from '../code/build';
import { type Annotation, find, identFor, textOf, wordOf } from './annotations';
import type { TableName } from './draft';
import { type Access, type Attribute, accessOf, annotationsOn, attributesOf, type Level, levelsOf } from './hierarchy';
import { physicalName } from './naming';
import type { Project } from './project';
import type { JavaClass, World } from './world';

export type Strategy = 'SINGLE_TABLE' | 'JOINED' | 'TABLE_PER_CLASS';

export interface Entity {
  readonly cls: JavaClass;
  /** As queries call it. */
  readonly name: string;
  readonly annotations: readonly Annotation[];
  readonly parent?: Entity;
  readonly root: Entity;
  readonly strategy: Strategy;
  readonly access: Access;
  readonly isAbstract: boolean;
  /** Bases from the parent entity, or the top, to the class. */
  readonly own: readonly Level[];
  readonly table: TableName;
}

/** The entities of the project's classes, each with its base. */
export function entitiesOf(world: World, project: Project, dialect: Dialect): ReadonlyMap<JavaClass, Entity> {
  const found = new Map<JavaClass, Entity>();
  const build = (cls: JavaClass): Entity => {
    const known = found.get(cls);
    if (known) return known;
    const levels = levelsOf(cls, world);
    const at = levels
      .slice(0, -1)
      .map(({ kind }) => kind)
      .lastIndexOf('entity');
    const base = at < 0 ? undefined : levels[at];
    const parent = base && build(base.cls);
    const annotations = annotationsOn(cls);
    const entity = entityOf({ cls, annotations, parent, levels, own: levels.slice(at + 1), project, dialect });
    found.set(cls, entity);
    return entity;
  };
  for (const cls of world.classes) if (find(annotationsOn(cls), 'Entity')) build(cls);
  return found;
}

interface Given {
  readonly cls: JavaClass;
  readonly annotations: readonly Annotation[];
  readonly parent: Entity | undefined;
  readonly levels: readonly Level[];
  readonly own: readonly Level[];
  readonly project: Project;
  readonly dialect: Dialect;
}

function entityOf({ cls, annotations, parent, levels, own, project, dialect }: Given): Entity {
  const name = textOf(find(annotations, 'Entity'), 'name')?.text ?? cls.def.name;
  const strategy =
    wordOf(find(annotations, 'Inheritance'), 'strategy') ?? wordOf(find(annotations, 'Inheritance'), 'value');
  const bare = {
    cls,
    name,
    annotations,
    access: parent?.access ?? accessOf(levels),
    isAbstract: cls.def.modifiers.includes('abstract'),
    own,
    strategy: parent?.strategy ?? (strategy === 'JOINED' || strategy === 'TABLE_PER_CLASS' ? strategy : 'SINGLE_TABLE'),
    table: tableName(find(annotations, 'Table'), name, cls, project, dialect),
  } as const;
  if (parent) {
    const table = parent.strategy === 'SINGLE_TABLE' ? parent.table : bare.table;
    return { ...bare, parent, root: parent.root, table };
  }
  const entity: Entity = {
    ...bare,
    get root() {
      return entity;
    },
  };
  return entity;
}

/** `@Table(name, schema, catalog)`, or the entity's name. */
function tableName(
  table: Annotation | undefined,
  entity: string,
  cls: JavaClass,
  project: Project,
  dialect: Dialect,
): TableName {
  const given = textOf(table, 'name');
  const physical = physicalName(given?.text ?? entity, project, dialect);
  const ident =
    given && table ? identFor(physical.name, table, given) : identAt(cls.module, physical.name, cls.def.nameAt);
  const schema = schemaName(table, project, dialect);
  return { ident, physical, ...(schema === undefined ? {} : { schema }) };
}

export function schemaName(annotation: Annotation | undefined, project: Project, dialect: Dialect): string | undefined {
  const isMysql = dialect === 'mysql' || dialect === 'mariadb';
  const written = textOf(annotation, isMysql ? 'catalog' : 'schema')?.text ?? project.defaultSchema;
  return written === undefined ? undefined : physicalName(written, project, dialect).name;
}

/** The attributes that an entity adds to its parent's. */
export function ownAttributes(entity: Entity): readonly Attribute[] {
  return entity.own.flatMap((level) => (level.kind === 'plain' ? [] : attributesOf(level, entity.access)));
}

/** All attributes, the topmost base's first. */
export function allAttributes(entity: Entity): readonly Attribute[] {
  return [...(entity.parent ? allAttributes(entity.parent) : []), ...ownAttributes(entity)];
}
