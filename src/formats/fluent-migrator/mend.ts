import { attribute, csharpModule, lastWord } from '../code/csharp';
import { csharpString } from '../code/csharp-style';
import { mendingOf } from '../code/mend-code';
import { classAt } from '../code/places';

/** `Execute.Sql`; the class's attribute leaves the transaction (FluentMigrator, "Transaction modes"). */
export const mend = mendingOf({
  parse: csharpModule,
  // A migration that is turned round by itself has no way back from SQL.
  raw: (sql, { module, place }) => {
    const bases = classAt(module, place.start)?.baseTypes ?? [];
    const turns = bases.some(({ name }) => lastWord(name) === 'AutoReversingMigration');
    return turns ? undefined : `Execute.Sql(${csharpString(sql)});`;
  },
  leave: ({ module, place }) => {
    const last = attribute(classAt(module, place.start)?.decorators ?? [], 'Migration')?.args.at(-1);
    return last && [{ span: module.lines.span(last.end, last.end), newText: ', TransactionBehavior.None' }];
  },
});
