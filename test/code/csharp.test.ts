import { describe, expect, it } from 'vitest';
import { moduleScope, resolve, textValue, topLevel } from '../../src/code';
import { withGrammars } from '../support/grammars';
import { callsOf, read } from './reading';

withGrammars('csharp');

/** The calls that statements make. */
const calls = (statements: string) => callsOf(read('csharp', statements)).filter((call) => /^[fgh]\(/.test(call));

describe('reading C#', () => {
  it('has strings of every kind, with what they stand for', () => {
    expect(calls(String.raw`f("a\tb\u0041"); f(@"c:\x ""y"""); f('c'); f("x"u8);`)).toEqual([
      'f(a\tbA)',
      'f(c:\\x "y")',
      'f(c)',
      'f(x)',
    ]);
    const text = 'const string T = "t";\nf($"a {T} {{b}}\\n"); f($@"""{T}"" c:\\d"); f($"{T,5:x}");';
    expect(calls(text)).toEqual(['f(a t {b}\n)', 'f("t" c:\\d)', 'f(t)']);
    const quotes = 'var t = "t";\nf($@"a ""{t}"""); g(); f(@$"""{(t == "q" ? "x" : t)}"" {{""}}");';
    expect(calls(quotes)).toEqual(['f(a "t")', 'g()', 'f("t" {"})']);
  });

  it('has raw strings without the indent of their closing line', () => {
    const text =
      'var t = "t";\nf("""x "y" """);\nf("""\n    select 1\n      from t\n\n    """);\nf($$"""\n  a {{t}} {b}\n  """);\nf($"""{t}""");\n';
    expect(calls(text)).toEqual(['f(x "y" )', 'f(select 1\n  from t\n)', 'f(a t {b})', 'f(t)']);
  });

  it('keeps the letters of a string where they stand', () => {
    const text = 'var t = "t";\nvar a = $@"p {t} ""q""";\nvar b = """\n   one\n   two\n   """;\n';
    const scope = moduleScope(read('csharp', text));
    for (const name of ['a', 'b']) {
      const value = scope.value(name);
      for (const piece of (value && textValue(value)?.pieces) ?? [])
        if (piece.text.length === piece.end - piece.start) expect(text.slice(piece.start, piece.end)).toBe(piece.text);
    }
    const b = scope.value('b');
    expect(b && textValue(b)?.text).toBe('one\ntwo');
  });

  it('joins strings, with comments between, and knows nameof and string.Empty', () => {
    const text = 'f("a" + // first\n  "b" + nameof(Foo.Bar) + string.Empty);\nf(null!, (int)3, -1, 2m, 1_000L);';
    expect(calls(text)).toEqual(['f(abBar)', 'f(…, 3, …, 2, 1000)']);
  });

  it('unrolls loops over arrays and collections, and takes tuples apart', () => {
    const text =
      'foreach (var x in new[] { "a", "b" }) f(x);\nforeach (string y in new List<string> { "c" }) { f(y); }\nstring[] z = ["d", .. new[] { "e" }];\nforeach (var q in z) f(q);\nforeach (var (a, b) in new[] { ("k", "v") }) f(a, b);\n';
    expect(calls(text)).toEqual(['f(a)', 'f(b)', 'f(c)', 'f(d)', 'f(e)', 'f(k, v)']);
  });

  it('follows conditions that can be told, and marks the others', () => {
    const text =
      'var p = "x";\nif (p == "x") f("1"); else f("2");\nif (p is not null and "x") g("3");\nif (Other()) { f("4"); } else if (p is "y") f("5");\nswitch (p) { case "w": case "x": f("6"); break; default: f("7"); break; }\nf(p switch { "x" => "8", _ => "9" });\n';
    expect(calls(text).filter((call) => !call.startsWith('g'))).toEqual(['f(1)', 'f(4)?', 'f(6)', 'f(8)']);
  });

  it('enters local functions, lambdas and using blocks', () => {
    const text =
      'void Add(string a, string b = "z") => f(a, b);\nAdd("x");\nAdd(b: "q", a: "y");\nusing (var c = Open()) { f("u"); }\nOther(x => { f("l"); });\nlock (o) { try { f("t"); } finally { f("n"); } }\n';
    expect(calls(text)).toEqual(['f(x, z)', 'f(y, q)', 'f(u)', 'f(l)', 'f(t)', 'f(n)']);
  });

  it('makes objects calls with names, and anonymous objects and dictionaries maps', () => {
    const text =
      'var a = new Foo(1) { B = "b" };\nvar m = new { Id = 1, /* c */ Name = 2, b.Title, X };\nvar d = new Dictionary<string, int> { ["k"] = 1, { "l", 2 } };\nList<int> e = new() { 1 };\n';
    const scope = moduleScope(read('csharp', text));
    const value = (name: string) => {
      const bound = scope.value(name);
      return bound && resolve(bound).expr;
    };
    expect(value('a')).toMatchObject({ kind: 'call', construct: true, args: [{}, { name: 'B' }] });
    const keys = (name: string) => {
      const map = value(name);
      return map?.kind === 'map' ? map.entries.map(({ key }) => key.kind === 'string' && key.value) : undefined;
    };
    expect(keys('m')).toEqual(['Id', 'Name', 'Title', 'X']);
    expect(keys('d')).toEqual(['k', 'l']);
    expect(value('e')).toMatchObject({ kind: 'list', items: [{ text: '1' }] });
  });

  it('has classes with attributes, bases, properties, fields and methods, in any namespace', () => {
    const text = `using X = A.B;
namespace N.M;
[Table("posts", Schema = "s"), Index(nameof(Id))]
public class Post : Base<int>, IPost {
  [Key] public int Id { get; set; } = 5;
  public required string? Name { get; init; }
  public virtual ICollection<Tag> Tags { get; } = new List<Tag>();
  public string Full => "a" + Name;
  private readonly byte[] _a, _b;
  protected override void Up(MigrationBuilder m) { base.Up(m); }
  public Post(string s) : base(s) { }
  enum Kind : byte { A = 1, B }
}
record R(int Id, [property: Key] string? N);
`;
    const body = topLevel(read('csharp', text).body);
    expect(body).toMatchObject([
      { kind: 'import', module: 'A', names: [{ name: 'B', as: 'X' }] },
      {
        kind: 'class',
        name: 'Post',
        decorators: [{ name: 'Table', args: [{}, { name: 'Schema' }] }, { name: 'Index' }],
        baseTypes: [{ name: 'Base', args: [{ name: 'int' }] }, { name: 'IPost' }],
        body: [
          { target: { name: 'Id' }, decorators: [{ name: 'Key' }], modifiers: ['public', 'get', 'set'] },
          { target: { name: 'Name' }, type: { name: 'string', nullable: true } },
          { target: { name: 'Tags' }, type: { name: 'ICollection', args: [{ name: 'Tag' }] } },
          { target: { name: 'Full' }, modifiers: ['public', 'get', 'computed'] },
          { target: { name: '_a' }, type: { name: 'byte', list: true } },
          { target: { name: '_b' } },
          { kind: 'function', name: 'Up', params: [{ name: 'm', type: { name: 'MigrationBuilder' } }] },
          { kind: 'function', name: 'Post', modifiers: ['public', 'constructor'] },
          { kind: 'class', form: 'enum', body: [{ name: 'A', value: { text: '1' } }, { name: 'B' }] },
        ],
      },
      { kind: 'class', form: 'record', body: [{ target: { name: 'Id' } }, { decorators: [{ name: 'Key' }] }] },
    ]);
  });

  it('never throws, whatever is cut off', () => {
    const text =
      'namespace N; [T("x", S = 1)] class A : B<C> { int? X { get; set; } = 1; void F() { var a = new { I = 1, b.C }; foreach (var (x, y) in z) f($"a {x:n} {{", @"b""", """\n  c\n  """); switch (a) { case 1: break; } a?.B(c: x => x.D, [1, ..e]); if (a is not null or "x") { } } }';
    for (let at = 0; at <= text.length; at++) {
      expect(() => callsOf(read('csharp', text.slice(0, at)))).not.toThrow();
      expect(() => callsOf(read('csharp', text.slice(at)))).not.toThrow();
    }
  });
});
