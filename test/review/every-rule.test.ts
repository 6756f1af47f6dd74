import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BadCase, Cases, Rule } from '../../src/review';
import { applyEdits, rules } from '../../src/review';
import { parseErrorsOf } from '../../src/sql';
import { findingsOf, layerOf, unmark } from './run-case';

const folder = join(__dirname, '../../src/review/rules');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.gen.ts'))
  .map((name) => name.slice(0, -'.ts'.length))
  .sort();

const loaded = await Promise.all(
  files.map(async (file) => {
    const module = (await import(join(folder, `${file}.ts`))) as { readonly rule: Rule; readonly cases: Cases };
    return { file, ...module };
  }),
);

/** What the case's text says when the first fix of its first finding is applied. */
function fixedText(rule: Rule, example: BadCase, sql: string): string | undefined {
  const fix = findingsOf(rule, example, sql, 'this rule')[0]?.fixes[0];
  return fix && fix.kind !== 'plan' ? applyEdits(sql, fix.edits) : undefined;
}

function notUnderstood(rule: Rule, example: BadCase, sql: string): number {
  const { script } = layerOf(rule, example, sql);
  return script.statements.filter(({ operations }) => operations.some(({ kind }) => kind === 'opaque')).length;
}

it('every rule is in the generated list', () => {
  expect(rules.map(({ id }) => id)).toEqual(files);
});

describe.each(loaded)('$file', ({ file, rule, cases }) => {
  it('has the name of its file, a source, and at least as many safe cases as bad ones', () => {
    expect(rule.id).toBe(file);
    expect(rule.sources.length).toBeGreaterThan(0);
    for (const source of rule.sources) expect(() => new URL(source)).not.toThrow();
    expect(cases.bad.length).toBeGreaterThan(0);
    expect(cases.good.length).toBeGreaterThanOrEqual(cases.bad.length);
  });

  it.each(cases.good)('is silent: $title', (example) => {
    expect(findingsOf(rule, example, example.sql, 'this rule')).toEqual([]);
    if (example.clean) expect(findingsOf(rule, example, example.sql, 'recommended')).toEqual([]);
  });

  it.each(cases.bad)('speaks: $title', (example) => {
    const { text, marks } = unmark(example.sql);
    const findings = findingsOf(rule, example, text, 'this rule');
    expect(findings.map(({ message }) => message)).toEqual(example.says);
    const places = findings.map(({ span }) => text.slice(span.start.offset, span.end.offset));
    expect(places).toEqual(marks.map(({ start, end }) => text.slice(start, end)));
    expect(findings.map(({ span }) => span.start.offset)).toEqual(marks.map(({ start }) => start));
    expect(fixedText(rule, example, text)).toBe(example.fixed);
  });

  it.each(cases.bad.filter(({ fixed }) => fixed !== undefined))('its fix is proven: $title', async (example) => {
    const before = unmark(example.sql).text;
    const after = fixedText(rule, example, before) ?? '';
    expect(notUnderstood(rule, example, after)).toBeLessThanOrEqual(notUnderstood(rule, example, before));
    expect(await parseErrorsOf(after, layerOf(rule, example, after).layer.dialect)).toEqual([]);
    const own = findingsOf(rule, example, after, 'this rule');
    expect(own.length).toBeLessThan(findingsOf(rule, example, before, 'this rule').length);
    const had = findingsOf(rule, example, before, 'recommended').map((finding) => finding.rule);
    const has = findingsOf(rule, example, after, 'recommended').map((finding) => finding.rule);
    expect(has.filter((id) => !had.includes(id) && !example.fixLeaves?.includes(id))).toEqual([]);
  });
});
