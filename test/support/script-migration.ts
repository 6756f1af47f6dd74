import { languageOf } from '../../src/code';
import type { ReadFile } from '../../src/formats';
import type { Dialect, Script } from '../../src/model';
import { printStatements } from '../../src/sql';
import { formatOf } from '../formats/support';

/** A migration in a script, read by its format. */
export function readScript(
  id: string,
  text: string,
  dialect: Dialect = 'postgresql',
  name = 'm/1_a.ts',
  others: Readonly<Record<string, string>> = {},
): ReadFile {
  if (!languageOf(name)) throw new Error(`${name} is no script`);
  return formatOf(id).read({ uri: `file:///${name}`, text }, { dialect, neighbour: (path) => others[path] });
}

/** What a script does, as SQL in one line a statement; `?` stands before what may or may not run. */
export function sqlOf(script: Script | undefined, dialect: Dialect = 'postgresql'): readonly string[] {
  return (script?.statements ?? []).flatMap(({ operations, conditional }) =>
    operations.map((operation) => {
      const said =
        operation.kind === 'opaque'
          ? `opaque: ${operation.reason}`
          : operation.kind === 'changeData'
            ? `${operation.change} ${operation.tables.map(({ name }) => name).join(', ')}`
            : printStatements([operation], dialect);
      return `${conditional ? '? ' : ''}${said.replace(/\s+/g, ' ').trim()}`;
    }),
  );
}
