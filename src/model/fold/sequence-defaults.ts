import { quotedName } from './quoted-name';
import { changeAllTables, type FoldState } from './state';

/** Defaults that ask a sequence for its next value follow its new name, as the catalogue shows them. */
export function renameInDefaults(state: FoldState, from: string, to: string): void {
  const [old, fresh] = [from, to].map((name) => `${quotedName(name)}'::regclass)`);
  const isOld = (text: string | undefined) =>
    text !== undefined && old !== undefined && text.endsWith(old) && /['.]$/.test(text.slice(0, -old.length));
  changeAllTables(state, (table) => {
    if (!table.columns.some((column) => isOld(column.default?.text))) return table;
    const columns = table.columns.map((column) =>
      column.default && isOld(column.default.text)
        ? { ...column, default: { ...column.default, text: column.default.text.slice(0, -(old ?? '').length) + fresh } }
        : column,
    );
    return { ...table, columns };
  });
}
