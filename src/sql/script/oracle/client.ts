import { lineEnd, startsLine } from '../../text/chars';

/**
 * SQL*Plus User's Guide, "SQL*Plus Command Reference": commands that scripts hold, with the shortest forms that are met. They take
 * their line, and the next one where the line ends in a dash.
 */
const COMMANDS =
  /^(?:@|!|(?:acc(?:ept)?|archive\s+log|bre(?:ak)?|btitle|clear|cl|col(?:umn)?|comp(?:ute)?|conn(?:ect)?|def(?:ine)?|desc(?:ribe)?|disc(?:onnect)?|exec(?:ute)?|exit|ho(?:st)?|oerr|pau(?:se)?|passw(?:ord)?|pri(?:nt)?|pro(?:mpt)?|quit|recover|rem(?:ark)?|repf(?:ooter)?|reph(?:eader)?|shutdown|sho(?:w)?|spo(?:ol)?|sta(?:rt)?|startup|store|timi(?:ng)?|tti(?:tle)?|undef(?:ine)?|var(?:iable)?|whenever|xquery)(?=[\s;]|$))/i;
/** `SET ROLE`, `SET TRANSACTION` and `SET CONSTRAINTS` are SQL. */
const SETS = /^set\s+(?!role\b|transaction\b|constraints?\b)\S/i;

/** The offset behind the SQL*Plus command at hand; undefined when none starts here. */
export function clientCommandEnd(code: string, at: number, end: number): number | undefined {
  if (!startsLine(code, at)) return undefined;
  const head = code.slice(at, Math.min(end, at + 40));
  if (!COMMANDS.test(head) && !SETS.test(head)) return undefined;
  // `EXECUTE IMMEDIATE` is PL/SQL whose BEGIN went missing; CONNECT BY is the rest of a query.
  if (/^(?:exec(?:ute)?\s+immediate|connect\s+by)\b/i.test(head)) return undefined;
  let line = lineEnd(code, at, end);
  while (line < end && isContinued(code, at, line)) line = lineEnd(code, nextLine(code, line), end);
  return line;
}

function isContinued(code: string, from: number, line: number): boolean {
  let i = line - 1;
  while (i > from && (code.charCodeAt(i) === 32 || code.charCodeAt(i) === 9)) i--;
  return code.charCodeAt(i) === 45 && code.charCodeAt(i - 1) !== 45;
}

function nextLine(code: string, line: number): number {
  return code.startsWith('\r\n', line) ? line + 2 : line + 1;
}
