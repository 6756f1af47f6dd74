import type { Dialect } from '../../model';
import { createBranches, type TemplateRegion } from './branches';
import { isSpace } from './chars';
import { skipNonCode } from './non-code';

export type { TemplateRegion } from './branches';

export interface Masked {
  readonly code: string;
  readonly regions: readonly TemplateRegion[];
  /** Templates that stand for whole statements or definitions: what they give cannot be told. */
  readonly unknown: readonly TemplateRegion[];
}

/** Template brackets: Go, Jinja and Handlebars, Flyway and JavaScript, Ruby and MyBatis, ERB. */
const BRACKETS: readonly { readonly open: string; readonly close: string; readonly isControl: boolean }[] = [
  { open: '{{', close: '}}', isControl: false },
  { open: '{%', close: '%}', isControl: true },
  { open: '${', close: '}', isControl: false },
  { open: '#{', close: '}', isControl: false },
  { open: '<%', close: '%>', isControl: false },
];

/**
 * Replaces templates by text of the same length: what gives a value becomes a name, control becomes blanks, and so
 * does every branch of a condition but one. Templates inside strings stay: there they are text.
 */
export function maskTemplates(text: string, dialect: Dialect): Masked {
  if (!BRACKETS.some(({ open }) => text.includes(open))) return { code: text, regions: [], unknown: [] };
  const parts: string[] = [];
  const unknown: TemplateRegion[] = [];
  const branches = createBranches(dialect);
  let copied = 0;
  let before = '';
  let i = 0;
  while (i < text.length) {
    const template = templateAt(text, i);
    if (!template) {
      i = skipNonCode(text, i, dialect);
      continue;
    }
    const code = branches.dropping ? blank(text, copied, i) : text.slice(copied, i);
    parts.push(code);
    before = lastSign(code) ?? before;
    const wasDropping = branches.dropping;
    const isControl = branches.see(template.body, i, template.end) || template.isControl || isComment(template.body);
    const isValue = !isControl && !wasDropping;
    const isName = isValue && !standsAlone(text, i, template.end, before);
    parts.push(isName ? 'x'.repeat(template.end - i) : blank(text, i, template.end));
    if (isName) before = 'x';
    if (isValue && !isName) unknown.push({ start: i, end: template.end });
    i = template.end;
    copied = i;
  }
  parts.push(branches.dropping ? blank(text, copied, text.length) : text.slice(copied));
  return { code: parts.join(''), regions: branches.finish(text.length), unknown };
}

const LONGEST = 2000;

interface Template {
  readonly end: number;
  readonly body: string;
  readonly isControl: boolean;
}

function templateAt(text: string, at: number): Template | undefined {
  const c = text.charCodeAt(at);
  if (c !== 123 && c !== 36 && c !== 35 && c !== 60) return undefined;
  for (const { open, close, isControl } of BRACKETS) {
    if (!text.startsWith(open, at)) continue;
    // A template is short; what is longer is no template but stray brackets.
    const length = text.slice(at + 2, at + LONGEST).indexOf(close);
    if (length < 0) return undefined;
    const end = at + 2 + length;
    const body = text
      .slice(at + 2, end)
      .replace(/^-|-$/g, '')
      .trim();
    if (open === '<%' && !body.startsWith('=')) return { end: end + 2, body, isControl: true };
    return { end: end + close.length, body, isControl };
  }
  return undefined;
}

function isComment(body: string): boolean {
  return body.startsWith('/*') || body.startsWith('!') || body.startsWith('#');
}

/** White space of the same length, line ends kept, so that line comments before a template still end. */
function blank(text: string, from: number, to: number): string {
  return text.slice(from, to).replace(/[^\r\n]/g, ' ');
}

/** A template that is a line of its own where a statement or a definition may start stands for a whole one. */
function standsAlone(text: string, from: number, to: number, before: string): boolean {
  let i = from - 1;
  while (i >= 0 && text.charCodeAt(i) !== 10 && isSpace(text.charCodeAt(i))) i--;
  if (i >= 0 && text.charCodeAt(i) !== 10) return false;
  let j = to;
  while (j < text.length && text.charCodeAt(j) !== 10 && isSpace(text.charCodeAt(j))) j++;
  if (j < text.length && text.charCodeAt(j) !== 10) return false;
  if (before === '' || before === ';') return true;
  while (j < text.length && isSpace(text.charCodeAt(j))) j++;
  return (before === ',' || before === '(') && !',);'.includes(text.charAt(j));
}

/** The last sign of some code that is no white space. */
function lastSign(code: string): string | undefined {
  const trimmed = code.trimEnd();
  return trimmed === '' ? undefined : trimmed.charAt(trimmed.length - 1);
}
