import type { Expression, Policy, TextEdit } from '../../model';
import type { Cases } from '../cases';
import { fix } from '../edits';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'rls-initplan-function',
  category: 'security',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A policy asks auth.uid() or auth.jwt() for every row that a query reads.',
  why: 'The answer is the same for the whole statement, and the planner cannot know: a scan of a hundred thousand rows reads the token as often. In a sub-select it is an InitPlan, asked once.',
  instead: '(select auth.uid()) in place of auth.uid().',
  sources: [
    'https://supabase.com/docs/guides/database/postgres/row-level-security#call-functions-with-select',
    'https://supabase.com/docs/guides/database/database-advisors?lint=0003_auth_rls_initplan',
  ],
  check: {
    table(table, context) {
      for (const policy of table.policies) {
        const bare = conditionsOf(policy).flatMap((condition) =>
          bareCalls(condition.text).map((call) => ({ condition, ...call })),
        );
        const [first] = bare;
        if (!first) continue;
        context.report({
          span: policy.at,
          table,
          message: `Policy ${policy.name} of ${table.name} asks ${first.text} for every row that a query reads. Write (select ${first.text}), which is asked once.`,
          fixes: [
            fix(
              'safe',
              'Ask once, in a sub-select',
              bare.map(({ condition, start, text }) => wrapped(condition, start, text, context)),
            ),
          ],
        });
      }
    },
  },
});

function conditionsOf({ using, withCheck }: Policy): readonly Expression[] {
  return [using, withCheck].filter((condition) => condition !== undefined);
}

const PART = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|\bauth\s*\.\s*(?:uid|jwt|role|email)\s*\(\s*\)/gi;

/** Calls of the functions that read the request, but for those in a sub-select of their own. */
function bareCalls(text: string) {
  return [...text.matchAll(PART)]
    .filter(([part]) => /^auth/i.test(part))
    .filter(({ index }) => !/\(\s*select\s*$/i.test(text.slice(0, index)))
    .map(({ 0: call, index }) => ({ text: call, start: index }));
}

function wrapped(condition: Expression, start: number, call: string, context: BaseContext): TextEdit | undefined {
  if (context.text(condition.span) !== condition.text) return undefined;
  const from = condition.span.start.offset + start;
  const span = context.at(condition.span.uri, from, from + call.length);
  return span && { span, newText: `(select ${call})` };
}

const T = 'CREATE TABLE notes (id bigint PRIMARY KEY, owner uuid);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;';

export const cases: Cases = {
  good: [
    { title: 'in a sub-select', before: T, sql: 'CREATE POLICY p ON notes USING ((select auth.uid()) = owner);' },
    {
      title: 'a sub-select with a cast and a blank',
      before: T,
      sql: "CREATE POLICY p ON notes USING (( SELECT auth.uid() AS uid) = owner AND owner::text <> 'auth.uid()');",
    },
    {
      title: 'a policy that a later migration mends',
      before: T,
      sql: 'CREATE POLICY p ON notes USING (auth.uid() = owner);\nDROP POLICY p ON notes;\nCREATE POLICY p ON notes USING ((select auth.uid()) = owner);',
    },
  ],
  bad: [
    {
      title: 'for every row, twice',
      before: T,
      sql: 'CREATE POLICY «p» ON notes USING (auth.uid() = owner) WITH CHECK (auth.uid() = owner);',
      says: [
        'Policy p of notes asks auth.uid() for every row that a query reads. Write (select auth.uid()), which is asked once.',
      ],
      fixed: 'CREATE POLICY p ON notes USING ((select auth.uid()) = owner) WITH CHECK ((select auth.uid()) = owner);',
    },
  ],
};
