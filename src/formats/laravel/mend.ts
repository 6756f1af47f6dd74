import type { CodeModule } from '../../code';
import type { TextEdit } from '../../model';
import { mendingOf } from '../code/mend-code';
import { firstMember } from '../code/places';
import { moduleOf } from './project';
import { literal } from './write';

const FACADE = 'Illuminate\\Support\\Facades\\DB';

/** The import of the facade, behind the last one that is there. */
function imported({ body, text, lines }: CodeModule): readonly TextEdit[] {
  if (text.includes(FACADE)) return [];
  const last = body.findLast((stmt) => stmt.kind === 'import');
  if (!last) return [];
  const end = text.indexOf(';', last.start) + 1;
  return end === 0 ? [] : [{ span: lines.span(end, end), newText: `\nuse ${FACADE};` }];
}

/** SQL by the facade; a property leaves the transaction (Illuminate\Database\Migrations\Migration::$withinTransaction). */
export const mend = mendingOf({
  parse: moduleOf,
  raw: (sql) => `DB::statement(${literal(sql, '')});`,
  needs: ({ module }) => imported(module),
  leave: ({ module, place }) => {
    const edit = firstMember(module, place.start, 'public $withinTransaction = false;');
    return edit && [edit];
  },
});
