import { hashedName } from '../typeorm-migrations/names';

/** What things are called that have no name of their own (typeorm, naming-strategy/NamingStrategyInterface). */
export interface NamingStrategy {
  tableName(className: string, given: string | undefined): string;
  columnName(property: string, given: string | undefined, prefixes: readonly string[]): string;
  joinColumnName(relation: string, referenced: string): string;
  joinTableName(first: string, second: string, property: string): string;
  joinTableColumnName(table: string, property: string, column: string | undefined): string;
  closureTableName(table: string): string;
  primaryKeyName(table: string, columns: readonly string[]): string;
  uniqueName(table: string, columns: readonly string[]): string;
  relationName(table: string, columns: readonly string[]): string;
  foreignKeyName(table: string, columns: readonly string[]): string;
  indexName(table: string, columns: readonly string[], where: string | undefined): string;
  checkName(table: string, expression: string): string;
  exclusionName(table: string, expression: string): string;
}

/** util/StringUtils. */
export function snakeCase(text: string): string {
  return text
    .replace(/([A-Z])([A-Z])([a-z])/g, '$1_$2$3')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

export function camelCase(text: string): string {
  return text.replace(/^([A-Z])|[\s\-_](\w)/g, (_, first?: string, next?: string) =>
    next === undefined ? (first ?? '').toLowerCase() : next.toUpperCase(),
  );
}

function titleCase(text: string): string {
  return text.replace(/\w\S*/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
}

export const defaultNaming: NamingStrategy = {
  tableName: (className, given) => given ?? snakeCase(className),
  columnName: (property, given, prefixes) =>
    prefixes.length > 0 ? camelCase(prefixes.join('_')) + titleCase(given || property) : given || property,
  joinColumnName: (relation, referenced) => camelCase(`${relation}_${referenced}`),
  joinTableName: (first, second, property) => snakeCase(`${first}_${property.replace(/\./g, '_')}_${second}`),
  joinTableColumnName: (table, property, column) => camelCase(`${table}_${column ?? property}`),
  closureTableName: (table) => `${table}_closure`,
  primaryKeyName: (table, columns) => hashedName('PK', table, columns),
  uniqueName: (table, columns) => hashedName('UQ', table, columns),
  relationName: (table, columns) => hashedName('REL', table, columns),
  foreignKeyName: (table, columns) => hashedName('FK', table, columns),
  indexName: (table, columns, where) => hashedName('IDX', table, columns, where),
  checkName: (table, expression) => hashedName('CHK', table, [expression]),
  exclusionName: (table, expression) => hashedName('XCL', table, [expression]),
};

/** The package typeorm-naming-strategies, and what most projects write themselves. */
const snakeNames: Partial<NamingStrategy> = {
  tableName: (className, given) => given || snakeCase(className),
  columnName: (property, given, prefixes) => snakeCase([...prefixes, ''].join('_')) + (given || snakeCase(property)),
  joinColumnName: (relation, referenced) => snakeCase(`${relation}_${referenced}`),
  joinTableName: (first, second, property) => snakeCase(`${first}_${property.replace(/\./g, '_')}_${second}`),
  joinTableColumnName: (table, property, column) => snakeCase(`${table}_${column || property}`),
};

export const snakeNaming: NamingStrategy = { ...defaultNaming, ...snakeNames };

/** A strategy of the project's own that makes snake_case of some names: by the methods that it has. */
export function partlySnake(methods: readonly string[]): NamingStrategy {
  const own = Object.entries(snakeNames).filter(([name]) => methods.includes(name));
  return { ...defaultNaming, ...Object.fromEntries(own) };
}

/** A join table's name that is too long for the engine (StringUtils.shorten, with segments of three letters). */
export function shortened(name: string): string {
  return name
    .split('_')
    .map((segment) => {
      const terms = segment.replace(/([a-z\xE0-\xFF])([A-Z\xC0-\xDF])/g, '$1 $2').split(' ');
      const length = terms.length > 1 ? 2 : 3;
      return terms.map((term) => term.slice(0, length)).join('');
    })
    .join('_');
}
