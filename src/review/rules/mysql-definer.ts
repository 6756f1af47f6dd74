import type { Span } from '../../model';
import type { Cases } from '../cases';
import { words } from '../edits';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'mysql-definer',
  category: 'security',
  severity: 'info',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'A view, trigger or routine names the account that it runs as.',
  why: 'DEFINER=`root`@`localhost`, as dumps write it, needs the right to set it, which managed services do not give; where the account does not exist the object fails when it is used; and where it does, everybody who may call it acts as that account.',
  instead:
    'Leave DEFINER out: the account of the deployment is taken; or DEFINER = CURRENT_USER, or SQL SECURITY INVOKER.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/stored-objects-security.html'],
  check: {
    createView: ({ span }, context) => report(span, context),
    createRoutine: ({ span }, context) => report(span, context),
    createTrigger: ({ span }, context) => report(span, context),
  },
});

function report(span: Span, context: StepContext): void {
  const text = context.source(span.uri);
  if (text === undefined) return;
  for (const word of words(text, span.start.offset, span.end.offset)) {
    if (/^(?:VIEW|TRIGGER|PROCEDURE|FUNCTION|EVENT|AS|BEGIN)$/.test(word.text)) return;
    if (word.text !== 'DEFINER') continue;
    const account = /^\s*=\s*((?:`[^`]*`|'[^']*'|"[^"]*"|\w+)(?:\s*@\s*(?:`[^`]*`|'[^']*'|"[^"]*"|[\w.%]+))?)/.exec(
      text.slice(word.end, word.end + 200),
    );
    if (!account?.[1] || /^current_user/i.test(account[1])) return;
    const at = context.at(span.uri, word.start, word.end + account[0].length);
    if (at) {
      context.report({
        span: at,
        message: `It runs as ${account[1].replace(/\s+/g, '')}: where that account is missing it fails when it is used, and managed services refuse to set it. Leave DEFINER out.`,
      });
    }
    return;
  }
}

export const cases: Cases = {
  good: [
    { title: 'none', sql: 'CREATE VIEW v AS SELECT 1 AS definer;' },
    { title: 'the one who makes it', sql: 'CREATE DEFINER = CURRENT_USER VIEW v AS SELECT 1 AS a;' },
  ],
  bad: [
    {
      title: 'as dumps write it',
      sql: 'CREATE «DEFINER=`root`@`localhost`» VIEW v AS SELECT 1 AS a;',
      says: [
        'It runs as `root`@`localhost`: where that account is missing it fails when it is used, and managed services refuse to set it. Leave DEFINER out.',
      ],
    },
  ],
};
