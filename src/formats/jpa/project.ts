import type { ReadContext, SourceFile } from '../format';
import { ancestors, folderOf, joinPath } from '../paths';

/** What a project's build and configuration say of its persistence. */
export interface Project {
  /** Hibernate's major version: 5 with `javax.persistence`, 6 and later with `jakarta.persistence`. */
  readonly hibernate: 5 | 6;
  /** Spring Boot's physical naming, or names as they are. */
  readonly naming: 'underscores' | 'as written';
  /** Spring Boot's implicit naming: join tables are named by the attribute. */
  readonly spring: boolean;
  readonly quotesAll: boolean;
  /** True where Hibernate makes the schema: then its names of constraints are the database's. */
  readonly makesSchema: boolean;
  readonly defaultSchema?: string;
}

const BUILDS = ['pom.xml', 'build.gradle', 'build.gradle.kts', 'gradle/libs.versions.toml'];
const SETTINGS = [
  'application.properties',
  'application.yml',
  'application.yaml',
  'META-INF/persistence.xml',
  'hibernate.properties',
  'hibernate.cfg.xml',
];

/** The project that a file belongs to, by the build files above it and the configuration beside its sources. */
export function projectOf(files: readonly SourceFile[], context: ReadContext): Project {
  const texts = new Map<string, string>();
  const look = (path: string) => {
    const text = texts.has(path) ? undefined : context.neighbour?.(path);
    if (text !== undefined) texts.set(path, text);
  };
  const folders = new Set(files.map(({ path }) => folderOf(path)).flatMap(ancestors));
  const modules = [...folders].filter((folder) => !/\/src(?:\/|$)/.test(`/${folder}`));
  for (const folder of modules) {
    for (const name of BUILDS) look(joinPath(folder, name));
    for (const name of SETTINGS) look(joinPath(folder, `src/main/resources/${name}`));
  }
  const settings = [...texts]
    .filter(([path]) => path.includes('resources/'))
    .map(([, text]) => text)
    .join('\n');
  const builds = [...texts]
    .filter(([path]) => !path.includes('resources/'))
    .map(([, text]) => text)
    .join('\n');
  return judge(files, builds, settings);
}

function judge(files: readonly SourceFile[], builds: string, settings: string): Project {
  const isOld =
    files.some(({ text }) => /\bjavax\.persistence\./.test(text)) &&
    !files.some(({ text }) => /\bjakarta\.persistence\./.test(text));
  const spring = builds === '' || /spring-boot|spring\.boot|springBoot|springframework\.boot/.test(builds);
  const strategy =
    /physical[-_]strategy\S*\s*[=:>]\s*(\S+)/.exec(settings)?.[1] ??
    /physical_naming_strategy"?\s*(?:value=|[=:>])\s*(\S+)/.exec(settings)?.[1];
  const isPlain = strategy !== undefined && /PhysicalNamingStrategyStandardImpl/.test(strategy);
  const isSnake = strategy !== undefined && /CamelCaseToUnderscores|SpringPhysicalNaming|SnakeCase/i.test(strategy);
  const says =
    /(?:ddl-auto|hbm2ddl\.auto"?|database\.generation|schema-generation\.\S*)\s*(?:value=|[=:>])\s*["']?([\w-]+)/.exec(
      settings,
    )?.[1];
  const migrates = /flyway|liquibase/i.test(builds);
  const schema = /default[-_]schema"?\s*(?:value=|[=:>])\s*["']?(\w+)/.exec(settings)?.[1];
  return {
    hibernate: isOld ? 5 : 6,
    naming: isSnake || (spring && !isPlain) ? 'underscores' : 'as written',
    spring,
    quotesAll: /globally[-_]quoted[-_]identifiers"?\s*(?:value=|[=:>])\s*["']?true/.test(settings),
    makesSchema:
      says === undefined ? !migrates : /^(?:create|create-drop|create-only|update|drop-and-create)$/.test(says),
    ...(schema === undefined ? {} : { defaultSchema: schema }),
  };
}
