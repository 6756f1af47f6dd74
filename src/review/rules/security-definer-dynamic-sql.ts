import type { Cases } from '../cases';
import { listed } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'security-definer-dynamic-sql',
  category: 'security',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A SECURITY DEFINER function puts its arguments into SQL text and runs it with its owner’s rights.',
  why: "Whoever may call it passes x'; DROP TABLE … and has the owner's rights for that. quote_ident, quote_literal, format with %I and %L, casts to regclass and USING are let pass.",
  instead: "EXECUTE format('… %I … %L', table_name, value), or EXECUTE '… $1' USING value.",
  sources: [
    'https://www.postgresql.org/docs/current/plpgsql-statements.html#PLPGSQL-STATEMENTS-EXECUTING-DYN',
    'https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY',
  ],
  check: {
    createRoutine({ routine, securityDefiner, body, definition }, context) {
      if (!securityDefiner || definition === undefined) return;
      const parameters = wordsWithin(definition);
      const loose = executed(body)
        .flatMap((text) => looseParts(text))
        .filter((part) => parameters.has(part.toLowerCase()));
      if (loose.length === 0) return;
      context.report({
        span: routine.span,
        message: `${routine.name} puts ${listed([...new Set(loose)])} into SQL text as it comes and runs it with its owner's rights: a caller writes what is run. Use format with %I and %L, or USING.`,
      });
    },
  },
});

const PART = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|\|\||::|[\w$]+|[^\s]/g;

/** The expression behind each EXECUTE of a body, without comments. */
function executed(body: string): readonly (readonly string[])[] {
  const parts = (body.match(PART) ?? []).filter((part) => !/^(?:--|\/\*)/.test(part));
  return parts.flatMap((part, at) => {
    if (part.toLowerCase() !== 'execute') return [];
    const rest = parts.slice(at + 1);
    const end = rest.findIndex((one) => /^(?:;|using|into|loop)$/i.test(one));
    return [rest.slice(0, end < 0 ? rest.length : end)];
  });
}

/** Bare names between ||: `'… ' || name`, but no call and no cast to a type that checks itself. */
function looseParts(expression: readonly string[]): readonly string[] {
  return expression.filter((part, at) => {
    const [before, after] = [expression[at - 1], expression[at + 1]];
    const isJoined = before === '||' || (after === '||' && (before === undefined || before === '('));
    return isJoined && /^[a-z_]\w*$/i.test(part) && after !== '(' && after !== '::' && after !== '.';
  });
}

/** Words of the parameter list. */
function wordsWithin(definition: string): ReadonlySet<string> {
  const from = definition.indexOf('(');
  const to = definition.search(/\breturns\b|\blanguage\b|\bas\b/i);
  return new Set(from < 0 || to < from ? [] : (definition.slice(from, to).toLowerCase().match(/\w+/g) ?? []));
}

const F = 'CREATE FUNCTION';
const HOW = "RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$ BEGIN";

export const cases: Cases = {
  good: [
    {
      title: 'format and USING',
      sql: `${F} f(t text, v text) ${HOW} EXECUTE format('DELETE FROM %I WHERE a = $1', t) USING v; END $$;`,
    },
    {
      title: 'quoted parts, and a variable of its own',
      sql: `${F} f(t text) ${HOW} EXECUTE 'DROP TABLE ' || quote_ident(t) || own; END $$;`,
    },
    {
      title: "the caller's own rights",
      sql: `${F} f(t text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DROP TABLE ' || t; END $$;`,
    },
  ],
  bad: [
    {
      title: 'an argument as it comes',
      sql: `${F} «f»(t text) ${HOW} EXECUTE 'DROP TABLE ' || t; END $$;`,
      says: [
        "f puts t into SQL text as it comes and runs it with its owner's rights: a caller writes what is run. Use format with %I and %L, or USING.",
      ],
    },
  ],
};
