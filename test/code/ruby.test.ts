import { describe, expect, it } from 'vitest';
import { withGrammars } from '../support/grammars';
import { callsOf, read } from './reading';

withGrammars('ruby');

const calls = (text: string) => callsOf(read('ruby', text));

describe('going through Ruby without running it', () => {
  it('reads calls with and without parentheses, bare words and blocks of both kinds', () => {
    expect(calls('f :a, "b"\ng("c") do |t|\n  t.h 1\nend\nx.each_row { k }\ndisable!\n')).toEqual([
      'f(a, b)',
      'g(c)',
      't.h(1)',
      'x.each_row()',
      'k()',
      'disable!()',
    ]);
  });

  it('gives options their names, whichever way they are written', () => {
    const [stmt] = read('ruby', 'f a: 1, "b" => 2, :c => nil, d: { e: true }').body;
    expect(stmt?.kind === 'expression' && stmt.value.kind === 'call' && stmt.value.args).toMatchObject([
      { name: 'a', value: { kind: 'number' } },
      { name: 'b' },
      { name: 'c', value: { kind: 'constant', value: null } },
      { name: 'd', value: { kind: 'map', entries: [{ key: { value: 'e' } }] } },
    ]);
  });

  it('unrolls each over words, symbols, pairs and constants', () => {
    expect(calls('%w[a b].each { |x| f x }\n').filter((call) => call.startsWith('f'))).toEqual(['f(a)', 'f(b)']);
    expect(calls('T = %i[a b].freeze\nT.each do |x|\n  f "#{x}_id"\nend\n').filter((call) => /^f/.test(call))).toEqual([
      'f(a_id)',
      'f(b_id)',
    ]);
    expect(calls('{ a: 1, "b" => 2 }.each { |k, v| f(k, v) }\n').filter((call) => /^f/.test(call))).toEqual([
      'f(a, 1)',
      'f(b, 2)',
    ]);
  });

  it('reads heredocs, their indentation taken off, with every letter in its place', () => {
    const text =
      "execute <<~SQL, 1\n    SELECT 'é'\n      FROM t\n  SQL\nexecute(<<-A.squish, <<'B')\n a\n  A\nb\\n\nB\n";
    expect(calls(text)).toEqual(["execute(SELECT 'é'\n  FROM t\n, 1)", 'execute( a\n, b\\n\n)', '….squish()']);
    const [stmt] = read('ruby', text).body;
    const sql = stmt?.kind === 'expression' && stmt.value.kind === 'call' ? stmt.value.args[0]?.value : undefined;
    const pieces = sql?.kind === 'string' ? sql.pieces : [];
    expect(pieces.map(({ start, end }) => text.slice(start, end)).join('')).toBe("SELECT 'é'\n  FROM t\n");
  });

  it('joins strings that stand beside each other, with escapes and interpolation', () => {
    expect(calls('N = "t"\nf "a\\t" \'it\\\'s\' "#{N}"\nf %q(a b), :"c d", ?x')).toEqual([
      "f(a\tit'st)",
      'f(a b, c d, …)',
    ]);
  });

  it('marks what stands under if, unless, their modifiers and case', () => {
    const text =
      'f 1 if a\nf 2 unless b\nif c then f 3 elsif d then f 4 else f 5 end\ncase x when 1 then f 6 else f 7 end\nf 8 if true\n';
    expect(calls(text).filter((call) => call.startsWith('f('))).toEqual([
      'f(1)?',
      'f(2)?',
      'f(3)?',
      'f(4)?',
      'f(5)?',
      'f(6)?',
      'f(7)?',
      'f(8)',
    ]);
  });

  it('enters methods with their parameters bound, and goes through begin and ensure but not rescue', () => {
    expect(calls('def add(t, c = "x")\n  f t, c\nend\nadd :a\nadd :b, :y\n').filter((call) => /^f/.test(call))).toEqual(
      ['f(a, x)', 'f(b, y)'],
    );
    expect(calls('begin\n  f 1\nrescue => e\n  f 2\nensure\n  f 3\nend\n')).toEqual(['f(1)', 'f(3)']);
  });

  it('reads classes with their base, methods of the class itself and constants', () => {
    const [stmt] = read(
      'ruby',
      'module M\n  class A < B::C[7.1]\n    X = 1\n    def self.up; end\n    def down; end\n  end\nend',
    ).body;
    expect(stmt).toMatchObject({
      kind: 'class',
      form: 'module',
      body: [
        {
          kind: 'class',
          name: 'A',
          bases: [{ kind: 'index', object: { kind: 'member', name: 'C' }, index: { text: '7.1' } }],
          body: [
            { kind: 'assign', target: { name: 'X' } },
            { kind: 'function', name: 'up', modifiers: ['static'] },
            { kind: 'function', name: 'down', modifiers: [] },
          ],
        },
      ],
    });
  });

  it('returns from whatever it is given', () => {
    const text =
      'class A < B[7.1]\n  def up\n    execute <<~SQL\n      a #{b}\n    SQL\n    f %w[a], x: { "y" => -> { 1 } } do |(a, b), c|\n      g\n    end\n  end\nend\n';
    for (let at = 0; at <= text.length; at++) {
      calls(text.slice(0, at));
      calls(text.slice(at));
    }
    expect(read('ruby', 'class A < ').problems.length).toBeGreaterThan(0);
  });
});
