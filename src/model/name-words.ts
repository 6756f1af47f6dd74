/** Words of a name, whether snake_case or camelCase, in lower case: `createdAt` gives `created` and `at`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_\s.-]+/)
    .filter((word) => word !== '');
}
