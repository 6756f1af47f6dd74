import { describe, expect, it } from 'vitest';
import { withGrammars } from '../support/grammars';
import { callsOf, read } from './reading';

withGrammars('python', 'typescript', 'javascript', 'php', 'java');

describe('going through Python without running it', () => {
  it('unrolls a loop over literals, and follows constants', () => {
    const text = `TABLES = ("users", "orders")\nSUFFIX = "_archive"\nfor table in TABLES:\n    drop(table + SUFFIX)\n`;
    expect(callsOf(read('python', text))).toEqual(['drop(users_archive)', 'drop(orders_archive)']);
  });

  it('takes pairs apart, and the entries of a dictionary', () => {
    expect(callsOf(read('python', `for a, b in [("x", 1), ("y", 2)]:\n    f(a, b)\n`))).toEqual(['f(x, 1)', 'f(y, 2)']);
    expect(callsOf(read('python', `for a, b in {"x": "1"}.items():\n    f(a, b)\n`))).toEqual(['….items()', 'f(x, 1)']);
  });

  it('enters functions of the module with their parameters bound', () => {
    const text = `def add(name, size=3):\n    f(name, size)\nadd("a")\nadd("b", 4)\n`;
    expect(callsOf(read('python', text))).toEqual(['add(a)', 'f(a, 3)', 'add(b, 4)', 'f(b, 4)']);
  });

  it('marks what stands under a condition that cannot be told, and in a loop over what is not known', () => {
    const text = `if context.is_postgres():\n    f("a")\nfor x in unknown():\n    g(x)\nif False:\n    h()\n`;
    expect(callsOf(read('python', text))).toEqual(['context.is_postgres()', 'f(a)?', 'unknown()', 'g(…)?']);
  });

  it('reads strings with escapes, joined strings, f-strings and blocks under with', () => {
    const text = `name = "t"\nwith op.batch("x") as b:\n    b.execute("SELECT 'a\\n' " "FROM " f"{name}")\n`;
    expect(callsOf(read('python', text))).toEqual([`op.batch(x)`, `b.execute(SELECT 'a\n' FROM t)`]);
  });

  it('ends where functions call themselves', () => {
    expect(callsOf(read('python', 'def f():\n    f()\n    f()\nf()\n')).length).toBeLessThan(200_000);
  });
});

describe('going through TypeScript without running it', () => {
  it('follows chains, callbacks, awaits and templates', () => {
    const text =
      "const T = 'users';\nawait knex.schema.createTable(T, (t) => { t.string(`${T}_name`).notNullable(); });\n";
    expect(callsOf(read('typescript', text))).toEqual([
      'knex.schema.createTable(users, …)',
      '….notNullable()',
      't.string(users_name)',
    ]);
  });

  it('unrolls forEach and for…of, and members of literal objects', () => {
    const text = "const N = { a: 'x' };\n['p', 'q'].forEach((n) => f(n));\nfor (const n of [N.a]) g(n);\n";
    const calls = callsOf(read('typescript', text)).filter((call) => !call.includes('forEach'));
    expect(calls).toEqual(['f(p)', 'f(q)', 'g(x)']);
  });

  it('follows what another module of the project exports', () => {
    const other = read('typescript', "export const USERS = 'users';\nexport function drop(name) { f(name); }\n");
    const text = "import { USERS, drop as remove } from './names';\nremove(USERS);\n";
    expect(callsOf(read('typescript', text), (name) => (name === './names' ? other : undefined))).toEqual([
      'remove(users)',
      'f(users)',
    ]);
  });

  it('follows what CommonJS exports and requires, as a whole or by name', () => {
    const other = read(
      'javascript',
      "const USERS = 'users';\nexports.ORDERS = 'orders';\nmodule.exports = { USERS, drop: (name) => f(name) };\n",
    );
    const text =
      "const names = require('./names');\nconst { USERS: table, drop } = require('./names');\nconst O = require('./names').ORDERS;\ndrop(table); g(names.USERS, O);\n";
    expect(callsOf(read('javascript', text), (name) => (name === './names' ? other : undefined))).toEqual([
      'drop(users)',
      'f(users)',
      'g(users, orders)',
    ]);
  });

  it('ends a loop, and what is behind it, with a turn that surely returns', () => {
    const text = "for (const n of ['a', 'b']) { try { f(n); return; } catch (error) { last = error; } }\ng();\n";
    expect(callsOf(read('javascript', text))).toEqual(['f(a)']);
  });

  it('reads classes with decorators, fields and methods', () => {
    const [stmt] = read(
      'typescript',
      "@Entity('users')\nexport class User {\n  @PrimaryGeneratedColumn() id!: number;\n  @Column({ nullable: true }) name?: string | null;\n}",
    ).body;
    expect(stmt).toMatchObject({ kind: 'class', name: 'User', decorators: [{ name: 'Entity' }] });
    expect(stmt?.kind === 'class' && stmt.body).toMatchObject([
      {
        kind: 'assign',
        target: { name: 'id' },
        type: { name: 'number' },
        decorators: [{ name: 'PrimaryGeneratedColumn' }],
      },
      {
        kind: 'assign',
        target: { name: 'name' },
        type: { name: 'string', nullable: true },
        decorators: [{ name: 'Column' }],
      },
    ]);
  });
});

describe('going through PHP without running it', () => {
  it('unrolls foreach over values, with keys and over collections, and follows constants', () => {
    const text = `<?php
const SUFFIX = '_x';
foreach (['a', 'b'] as $name) f($name . SUFFIX);
foreach (['k' => 'v', 'w'] as $key => $value) { f("{$key}=$value"); }
foreach (['p', 'q'] as $i => $value): f($i, $value); endforeach;
foreach (['k' => 'v'] as $value) f($value);
collect(['m'])->each(fn ($x) => f($x));
`;
    expect(callsOf(read('php', text)).filter((call) => call.startsWith('f('))).toEqual([
      'f(a_x)',
      'f(b_x)',
      'f(k=v)',
      'f(0=w)',
      'f(0, p)',
      'f(1, q)',
      'f(v)',
      'f(m)',
    ]);
  });

  it('reads strings: escapes, interpolation, heredocs without their indentation', () => {
    const text =
      "<?php\n$t = 'x';\nf('it\\'s \\n');\nf(\"a\\n\\$b {$t} ${t} $t\");\nf(<<<SQL\n    select {$t}\n      from y\n    SQL);\nf(<<<'EOT'\n$raw\nEOT);\n";
    expect(callsOf(read('php', text))).toEqual(["f(it's \\n)", 'f(a\n$b x x x)', 'f(select x\n  from y)', 'f($raw)']);
  });

  it('follows conditions on what is known, switch and match', () => {
    const text = `<?php
$driver = 'mysql';
if ($driver === 'pgsql' || $driver == 'sqlite') f('no'); elseif ($driver !== 'mysql' && unknown()) f('no'); else f('yes');
switch ($driver) { case 'sqlite': f('no'); break; case 'mysql': case 'mariadb': f('my'); break; default: f('no'); }
f(match ($driver) { 'pgsql', 'sqlite' => 'other', 'mysql' => 'own', default => 'none' });
if (!g()) { f('maybe'); }
`;
    expect(callsOf(read('php', text)).filter((call) => call.startsWith('f('))).toEqual([
      'f(yes)',
      'f(my)',
      'f(own)',
      'f(maybe)?',
    ]);
  });

  it('follows ?? where the left side is known or known to be missing, and sprintf of words', () => {
    const text = `<?php
$names = ['a' => 'x', 'b' => null];
f($names['a'] ?? 'no', $names['b'] ?? 'y', $names['c'] ?? 'z', $unknown ?? 'u', sprintf('%s_to_%d', $names['a'], 2));
`;
    expect(callsOf(read('php', text)).filter((call) => call.startsWith('f('))).toEqual(['f(x, y, z, …, x_to_2)']);
  });

  it('reads anonymous classes with their constants, properties and methods, and named arguments', () => {
    const text =
      "<?php\nuse A\\B as C;\nreturn new class extends Migration {\n  public $withinTransaction = false;\n  const T = 't';\n  public function up(): void { f(named: 3); }\n};\n";
    expect(read('php', text).body).toMatchObject([
      { kind: 'import', module: 'A\\B', names: [{ name: 'B', as: 'C' }] },
      {
        kind: 'class',
        bases: [{ name: 'Migration' }],
        body: [
          { kind: 'assign', target: { name: 'withinTransaction' }, value: { value: false } },
          { kind: 'assign', target: { name: 'T' } },
          { kind: 'function', name: 'up', body: [{ value: { args: [{ name: 'named' }] } }] },
        ],
      },
      { kind: 'return' },
    ]);
  });
});

describe('reading code', () => {
  it.each(['python', 'typescript', 'javascript', 'php', 'java'] as const)(
    'of %s never throws, whatever is cut off',
    (language) => {
      const text =
        language === 'php'
          ? '<?php return new class extends M { const A = [\'k\' => 1]; function up() { f("a {$this->b}", <<<X\n  y {$z}\n  X, n: self::A); foreach ($a as $k => $v): switch ($k) { case 1: g(...$v); } endforeach; } };'
          : language === 'java'
            ? 'package p; import static a.B.C; @E(x = {@F(1), @G}) class A<T> extends B<C> { static final String S = """\n  a \\\n  b""" + C; enum K { X("y") { }, Z } record R(@N int a) { } void up() { for (var s : List.of("a")) { switch (s) { case "b" -> f(x -> x[0]); default -> g(A.class); } } } }'
            : language === 'python'
              ? `class A(models.Model):\n    x = f(a=[1, "b"], **c)\n    def up(self):\n        return {1: 2}\n`
              : 'export class A extends B<C> { @D({ a: [1] }) x: string[] = `a${b}`; async up(q) { await q.f({ ...z }); } }';
      for (let at = 0; at <= text.length; at++) {
        expect(() => callsOf(read(language, text.slice(0, at)))).not.toThrow();
        expect(() => callsOf(read(language, text.slice(at)))).not.toThrow();
      }
    },
  );
});
