import { describe, expect, it } from 'vitest';
import { moduleScope, parseCode, runFunction, textValue, topLevel } from '../../src/code';
import { withGrammars } from '../support/grammars';

withGrammars('java');

const read = (text: string) => parseCode('java', 'file:///M.java', text);

const classIn = (text: string) => {
  const found = topLevel(read(text).body).find((stmt) => stmt.kind === 'class');
  if (found?.kind !== 'class') throw new Error('no class');
  return found;
};

/** The texts of a class's fields, by name. */
function textsOf(text: string): Readonly<Record<string, string | undefined>> {
  const scope = moduleScope(read(text));
  return Object.fromEntries(
    classIn(text).body.flatMap((one) =>
      one.kind === 'assign' && one.target.kind === 'name' && one.value
        ? [[one.target.name, textValue({ expr: one.value, scope })?.text]]
        : [],
    ),
  );
}

/** The calls of a class's method in the order in which they run, with their arguments as far as they are strings. */
function callsOf(body: string): readonly string[] {
  const module = read(`class M { void f() { ${body} } }`);
  const calls: string[] = [];
  const [only] = topLevel(module.body);
  const def = only?.kind === 'class' ? only.body[0] : undefined;
  if (def?.kind !== 'function') return calls;
  runFunction({ def, scope: moduleScope(module) }, [], undefined, (call, { scope }) => {
    const callee = module.text.slice(call.callee.start, call.callee.end);
    calls.push(`${callee}(${call.args.map(({ value }) => textValue({ expr: value, scope })?.text ?? '…').join(', ')})`);
    return false;
  });
  return calls;
}

describe('Java', () => {
  it('has strings with escapes, joined by +, from constants of other classes of the file', () => {
    const text =
      'class A { static final String X = "a\\tb\\u00e9\\s" + Names.TABLE + 1; } interface Names { String TABLE = "t" + "_x"; }';
    expect(textsOf(text)).toEqual({ X: 'a\tbé t_x1' });
  });

  it('takes off a text block the indentation that its lines share, white space at their ends, and escaped line ends', () => {
    const block = '"""\n      select "a"  \n        from b \\\n      where c = \'\\n\'\n      """';
    expect(
      textsOf(`class A { String x = ${block}; String y = """\n   a\n  b"""; String z = """\n  c\n """; }`),
    ).toEqual({
      x: 'select "a"\n  from b where c = \'\n\'\n',
      y: ' a\nb',
      z: ' c\n',
    });
  });

  it('places the letters of a text block where they stand', () => {
    const text = 'class A { String x = """\n    select 1\n    from t\n    """; }';
    const [field] = classIn(text).body;
    if (field?.kind !== 'assign' || field.value?.kind !== 'string') throw new Error('no string');
    for (const piece of field.value.pieces) expect(text.slice(piece.start, piece.end)).toBe(piece.text);
  });

  it('has annotations with named values, lists and annotations within each other', () => {
    const { decorators } = classIn(
      '@Entity @jakarta.persistence.Table(name = "t", indexes = {@Index(columnList = "a"), @Index}) @Size(3) class A {}',
    );
    expect(decorators).toMatchObject([
      { name: 'Entity', args: [] },
      {
        name: 'jakarta.persistence.Table',
        args: [
          { name: 'name', value: { value: 't' } },
          {
            name: 'indexes',
            value: {
              items: [
                { kind: 'call', callee: { name: 'Index' }, args: [{ name: 'columnList', value: { value: 'a' } }] },
                { kind: 'call', callee: { name: 'Index' }, args: [] },
              ],
            },
          },
        ],
      },
      { name: 'Size', args: [{ value: { text: '3' } }] },
    ]);
  });

  it('has fields with their types, several in one declaration, and methods', () => {
    const { body, baseTypes, modifiers } = classIn(
      'public abstract class A<T> extends p.Base<T> implements I, J<K> { @Id private final java.util.Map<String, @Size(max = 2) Long> m = x(), b[]; byte[] c; @Column List<? extends B> getB() { return b; } }',
    );
    expect(modifiers).toEqual(['public', 'abstract']);
    expect(baseTypes.map(({ name, args }) => [name, args.map((one) => one.name)])).toEqual([
      ['p.Base', ['T']],
      ['I', []],
      ['J', ['K']],
    ]);
    expect(body).toMatchObject([
      { target: { name: 'm' }, modifiers: ['private', 'final'], decorators: [{ name: 'Id' }] },
      { target: { name: 'b' }, type: { name: 'java.util.Map', list: true } },
      { target: { name: 'c' }, type: { name: 'byte', list: true } },
      { name: 'getB', returns: { name: 'List', args: [{ name: 'B' }] }, decorators: [{ name: 'Column' }] },
    ]);
    expect(body[0]).toMatchObject({ type: { args: [{ name: 'String' }, { name: 'Long' }] } });
  });

  it('has enums with constants, their arguments and fields, and records with their components', () => {
    const { form, body } = classIn('enum K { @Deprecated A("a", 1) { void f() {} }, B; private final String code; }');
    expect(form).toBe('enum');
    expect(body).toMatchObject([
      { kind: 'enumMember', name: 'A', args: [{ value: { value: 'a' } }, {}], decorators: [{ name: 'Deprecated' }] },
      { kind: 'enumMember', name: 'B', args: [] },
      { kind: 'assign', target: { name: 'code' } },
    ]);
    expect(classIn('record P(@NotNull String a, int b) { P {} }')).toMatchObject({
      form: 'record',
      body: [{ target: { name: 'a' }, decorators: [{ name: 'NotNull' }] }, { target: { name: 'b' } }, { name: 'P' }],
    });
  });

  it('has the package as a namespace, and imports by what they are imported from', () => {
    const { body } = read('package a.b;\nimport c.D;\nimport e.*;\nimport static f.G.H;\nclass A {}');
    expect(body).toMatchObject([
      { kind: 'block', form: 'namespace', name: 'a.b' },
      { kind: 'import', module: 'c.D', names: [{ name: 'D' }] },
      { kind: 'import', module: 'e', names: [{ name: '*' }] },
      { kind: 'import', module: 'f.G', names: [{ name: 'H' }] },
      { kind: 'class' },
    ]);
  });

  it('runs what stands in blocks, resources, loops over literals, and the case that holds', () => {
    expect(
      callsOf(
        'try (var c = open()) { c.run("a"); } finally { done(); } switch ("k") { case "j": a(); break; case "i", "k": b(); break; default: d(); } if ("x" == "y") { no(); } else yes();',
      ),
    ).toEqual(['open()', 'c.run(a)', 'done()', 'b()', 'yes()']);
  });
});
