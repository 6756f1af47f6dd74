import { csharpModule } from '../code/csharp';
import { csharpString } from '../code/csharp-style';
import { around } from '../code/host';
import { mendingOf } from '../code/mend-code';

/** SQL by the migration builder; each call leaves the transaction by itself (learn.microsoft.com, `MigrationBuilder.Sql`). */
export const mend = mendingOf({
  parse: csharpModule,
  raw: (sql, { receiver, text }, { transaction }) => {
    const isOutside = transaction === 'leave' || /suppressTransaction:\s*true/.test(text);
    return receiver && `${receiver}.Sql(${csharpString(sql)}${isOutside ? ', suppressTransaction: true' : ''});`;
  },
  leave: ({ module, place }) => {
    const call = around(module, place.start, place.end - 1).find((node) => node.kind === 'call');
    const last = call?.args.at(-1);
    const isSql = call?.callee.kind === 'member' && call.callee.name === 'Sql';
    // Where the step is not SQL yet, the call that is written in its place says it.
    if (!isSql || !last) return [];
    return [{ span: module.lines.span(last.end, last.end), newText: ', suppressTransaction: true' }];
  },
});
