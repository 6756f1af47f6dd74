import { describe, expect, it } from 'vitest';
import { moduleScope, parseCode, runFunction, textValue, topLevel } from '../../src/code';
import { withGrammars } from '../support/grammars';

withGrammars('go');

const read = (text: string) => parseCode('go', 'file:///m.go', `package m\n\n${text}`);

/** The calls of a function in the order in which they run, with their arguments as far as they are strings. */
function callsOf(text: string, name = 'f'): readonly string[] {
  const module = read(text);
  const called = moduleScope(module).function(name);
  const calls: string[] = [];
  if (!called) return calls;
  runFunction(called, [], undefined, (call, { scope }) => {
    const callee = module.text.slice(call.callee.start, call.callee.end);
    const args = call.args.map(({ value }) => textValue({ expr: value, scope })?.text ?? '…');
    calls.push(`${callee}(${args.join(', ')})`);
    return false;
  });
  return calls;
}

describe('Go', () => {
  it('has strings in quotes with escapes, and in backquotes letter for letter', () => {
    expect(callsOf('func f() { g("a\\tb\\u00e9", `c\\n"d`) }')).toEqual(['g(a\tbé, c\\n"d)']);
  });

  it('follows constants, variables, joined strings and functions of the file', () => {
    const text = 'const ( A = "x"; B = A + "y" )\nvar c = "z"\nfunc g(s string) { h(s, B) }\nfunc f() { g(c) }';
    expect(callsOf(text)).toEqual(['g(z)', 'h(z, xy)']);
  });

  it('runs what stands before the semicolon of an if, closures, and functions that are given back', () => {
    const text =
      'func f() error {\n if _, err := tx.Exec("a"); err != nil { return err }\n run(func() { tx.Exec("b") })\n return func() error { tx.Exec("c"); return nil }\n}';
    expect(callsOf(text)).toEqual(['tx.Exec(a)', 'run(…)', 'tx.Exec(b)', 'tx.Exec(c)']);
  });

  it('unrolls a range over a literal, the second name being the item', () => {
    expect(callsOf('func f() { for _, t := range []string{"a", "b"} { g(t) } }')).toEqual(['g(a)', 'g(b)']);
  });

  it('has structs with their fields, tags and embedded structs, and methods with their receiver', () => {
    const { body } = read(
      'type User struct {\n gorm.Model\n Name, Nick *string `gorm:"size:80"`\n Tags []Tag\n}\nfunc (u *User) TableName() string { return "people" }',
    );
    const [user, method] = topLevel(body);
    if (user?.kind !== 'class' || method?.kind !== 'function') throw new Error('no struct or method');
    const fields = user.body.map((field) =>
      field.kind === 'assign' && field.target.kind === 'name'
        ? [
            field.target.name,
            field.type?.name,
            field.type?.nullable,
            field.type?.list,
            field.tag?.value,
            field.embedded,
          ]
        : [],
    );
    expect([user.name, user.form, method.name, method.receiver]).toEqual(['User', 'struct', 'TableName', 'User']);
    expect(fields).toEqual([
      ['Model', 'gorm.Model', undefined, undefined, undefined, true],
      ['Name', 'string', true, undefined, 'gorm:"size:80"', undefined],
      ['Nick', 'string', true, undefined, 'gorm:"size:80"', undefined],
      ['Tags', 'Tag', undefined, true, undefined, undefined],
    ]);
  });

  it('never throws on a text cut off anywhere', () => {
    const text =
      'import g "x/y/v2"\ntype A struct { B string `c` }\nfunc (a A) f(x, y int) (int, error) {\n for i := 0; i < 2; i++ { g.Do(map[string]int{"a": 1}, &A{B: `q`}) }\n switch x { case 1: return 1, nil }\n}';
    for (let at = 0; at <= text.length; at++) expect(() => callsOf(text.slice(0, at))).not.toThrow();
  });
});
