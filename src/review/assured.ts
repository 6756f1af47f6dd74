import { type CodeModule, memoByText, parseCode } from '../code';
import type { Finding } from '../model';

/** Programs say by calls, not comments, that a step is meant: strong_migrations' `safety_assured { … }`, django-migration-linter's `IgnoreMigration()`. */

const ruby = memoByText((uri, text) => parseCode('ruby', uri, text), 64);

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const WHOLE: readonly Stretch[] = [{ start: 0, end: Number.MAX_SAFE_INTEGER }];

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isAssured(value: Readonly<Record<string, unknown>>): boolean {
  const { kind, callee } = value;
  return kind === 'call' && isObject(callee) && callee.name === 'safety_assured';
}

function assuredIn({ body }: CodeModule): readonly Stretch[] {
  const found: Stretch[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isObject(value)) {
      const { start, end } = value;
      if (isAssured(value) && typeof start === 'number' && typeof end === 'number') found.push({ start, end });
      else Object.values(value).forEach(visit);
    }
  };
  visit(body);
  return found;
}

function stretchesOf(uri: string, text: string | undefined): readonly Stretch[] {
  if (text === undefined) return [];
  if (uri.endsWith('.py')) return /\bIgnoreMigration\(/.test(text) ? WHOLE : [];
  return uri.endsWith('.rb') && text.includes('safety_assured') ? assuredIn(ruby(uri, text)) : [];
}

/** Leaves out what a program says is meant. */
export function withoutAssured(
  findings: readonly Finding[],
  source: (uri: string) => string | undefined,
): readonly Finding[] {
  const known = new Map<string, readonly Stretch[]>();
  return findings.filter(({ span: { uri, start } }) => {
    const stretches = known.get(uri) ?? stretchesOf(uri, source(uri));
    known.set(uri, stretches);
    return !stretches.some((one) => one.start <= start.offset && start.offset < one.end);
  });
}
