import { describe, expect, it } from 'vitest';
import { type Format, formats, type WriteContext } from '../../src/formats';
import type { Finding } from '../../src/model';
import { applyEdits, type BadCase, type Rule, reviewDataLayer } from '../../src/review';
import { withGrammars } from '../support/grammars';
import { layerOf, loadedRules, unmark } from './run-case';

withGrammars();

// Every bad case whose SQL can be fixed, written by every format's own writer and reviewed as that file: what is then offered as a
// fix leaves a file in which the rule is silent and nothing new is found.

const rules = await loadedRules();

interface Written {
  readonly format: Format;
  readonly rule: Rule;
  readonly example: BadCase;
}

/** Formats that write only beside what is there. */
const LATEST: Readonly<Record<string, WriteContext['latest']>> = {
  liquibase: [
    {
      migration: { version: '1', name: 'ann', path: 'changelog.xml' },
      text: '<databaseChangeLog>\n  <changeSet id="1" author="ann"/>\n</databaseChangeLog>\n',
    },
  ],
};

function fileOf({ format, rule, example }: Written): { readonly uri: string; readonly text: string } | undefined {
  const { layer, script } = layerOf(rule, example, unmark(example.sql).text);
  const up = script.statements.flatMap(({ operations }) => operations);
  const now = new Date('2026-11-27T12:00:00Z');
  const latest = LATEST[format.id] ?? [];
  const files = format.write?.('change', up, [], { dialect: layer.dialect, root: '', latest, now }) ?? [];
  const file = files.find(({ path }) => !/down/.test(path));
  return file && { uri: `file:///${file.path}`, text: file.text };
}

function findingsIn({ format, rule, example }: Written, uri: string, text: string): readonly Finding[] {
  const { layer } = layerOf(rule, example, '');
  const part = format.id === 'liquibase' ? { part: 'ann:2' } : {};
  const read = format.read({ uri, text }, { dialect: layer.dialect, ...part });
  const [before] = layer.migrations;
  if (!before) return [];
  const own = { ...before, id: '2', tool: format.id, version: '2', uri, up: read.up, transaction: read.transaction };
  const found = reviewDataLayer(
    { ...layer, migrations: [before, own] },
    {
      source: (asked) => (asked === uri ? text : undefined),
      tool: () => format,
      settings: { severities: { [rule.id]: rule.severity } },
    },
  );
  return found.filter(({ span }) => span.uri === uri);
}

const writing = formats.filter(({ write, mend }) => write && mend);
const fixable = rules.flatMap(({ rule, cases }) =>
  cases.bad
    .filter(
      ({ fixed, dialect, purpose }) =>
        fixed !== undefined && purpose === undefined && (dialect ?? rule.dialects[0]) === 'postgresql',
    )
    .map((example) => ({ rule, example })),
);

describe.each(writing.map((format) => ({ id: format.id, format })))('$id', ({ format }) => {
  it('mends what its rules can mend, or offers nothing', () => {
    let offered = 0;
    for (const { rule, example } of fixable) {
      const written = { format, rule, example };
      const file = fileOf(written);
      if (!file) continue;
      const findings = findingsIn(written, file.uri, file.text);
      const own = findings.filter((finding) => finding.rule === rule.id);
      const fix = own[0]?.fixes[0];
      if (!fix || fix.kind === 'plan') continue;
      offered++;
      const after = applyEdits(file.text, fix.edits);
      const where = `${rule.id}: ${example.title}\n${after}`;
      const now = findingsIn(written, file.uri, after);
      expect(now.filter((finding) => finding.rule === rule.id).length, where).toBeLessThan(own.length);
      const had = new Set(findings.map((finding) => finding.rule));
      const left = new Set(example.fixLeaves);
      const fresh = now.filter((finding) => !had.has(finding.rule) && !left.has(finding.rule));
      expect(
        fresh.map(({ rule: id, message }) => `${id}: ${message}`),
        where,
      ).toEqual([]);
    }
    expect(offered).toBeGreaterThan(10);
  });
});
