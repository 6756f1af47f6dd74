/** SQL in code blocks, coloured by what VS Code gives a webview: there are no token colours, so the debugger's are used. */
import { h } from '../dom';

const sqlLanguages = /^(sql|psql|pgsql|postgres|postgresql|plpgsql|mysql|mariadb|sqlite|sqlite3|tsql)$/i;

const token =
  /(--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^']|'')*'?)|(\b\d+(?:\.\d+)?\b)|("[^"\n]*"?|`[^`\n]*`?)|([A-Za-z_][\w$]*)/g;

const keywords = new Set(
  (
    'ADD ALL ALTER ALWAYS ANALYZE AND ANY AS ASC BEGIN BETWEEN BY CASCADE CASE CHECK COLLATE COLUMN COMMENT COMMIT CONCURRENTLY ' +
    'CONFLICT CONSTRAINT CREATE CROSS CURRENT_TIMESTAMP DATABASE DECLARE DEFAULT DEFERRABLE DELETE DESC DISTINCT DO DOMAIN DROP ' +
    'ELSE END ENGINE ENUM EXCEPT EXCLUDE EXISTS EXPLAIN EXTENSION FALSE FIRST FOR FOREIGN FROM FULL FUNCTION GENERATED GRANT GROUP ' +
    'HAVING IDENTITY IF IN INCLUDE INDEX INITIALLY INNER INSERT INTERSECT INTO IS JOIN KEY LANGUAGE LATERAL LEFT LIKE LIMIT LOCAL ' +
    'LOCK LOOP MATERIALIZED NO NOT NULL NULLS OF OFFSET ON ONLY OR ORDER OUTER OVER PARTITION POLICY PRIMARY PROCEDURE RANGE ' +
    'REFERENCES REFRESH RENAME REPLACE RESTRICT RETURNING RETURNS REVOKE RIGHT ROLLBACK ROW ROWS SCHEMA SELECT SEQUENCE SET TABLE ' +
    'TEMPORARY THEN TO TRANSACTION TRIGGER TRUE TRUNCATE TYPE UNION UNIQUE UPDATE USING VACUUM VALID VALIDATE VALUES VIEW WHEN ' +
    'WHERE WHILE WITH'
  ).split(' '),
);

/** Text of a code block as nodes; anything but SQL stays plain. */
export function highlighted(text: string, language: string): Node[] {
  if (!sqlLanguages.test(language)) return [document.createTextNode(text)];
  const nodes: Node[] = [];
  let last = 0;
  for (const match of text.matchAll(token)) {
    const kind = kindOf(match);
    if (kind === undefined) continue;
    if (match.index > last) nodes.push(document.createTextNode(text.slice(last, match.index)));
    nodes.push(h('span', { class: `sql-${kind}` }, match[0]));
    last = match.index + match[0].length;
  }
  nodes.push(document.createTextNode(text.slice(last)));
  return nodes;
}

function kindOf([, comment, string, number, , word]: RegExpMatchArray): string | undefined {
  if (comment !== undefined) return 'comment';
  if (string !== undefined) return 'string';
  if (number !== undefined) return 'number';
  return word !== undefined && keywords.has(word.toUpperCase()) ? 'keyword' : undefined;
}
