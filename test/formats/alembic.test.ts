import { describe, expect, it } from 'vitest';
import type { Dialect, Operation } from '../../src/model';
import { printStatements } from '../../src/sql';
import { withGrammars } from '../support/grammars';
import { formatOf, found } from './support';

withGrammars('python');

const head = `from alembic import op\nimport sqlalchemy as sa\nfrom sqlalchemy.dialects import postgresql\nrevision = 'a1'\ndown_revision = None\n`;

function read(body: string, dialect: Dialect = 'postgresql', before = '') {
  const indented = body.replace(/^(?=.)/gm, '    ');
  const text = `${head}${before}\ndef upgrade():\n${indented}\n\ndef downgrade():\n    pass\n`;
  return { text, ...formatOf('alembic').read({ uri: 'file:///p/versions/a1_x.py', text }, { dialect }) };
}

function operations(body: string, dialect: Dialect = 'postgresql', before = ''): readonly Operation[] {
  return read(body, dialect, before).up.statements.flatMap((statement) => statement.operations);
}

/** What the migration does, as SQL of the dialect. */
function sql(body: string, dialect: Dialect = 'postgresql', before = ''): readonly string[] {
  return printStatements(operations(body, dialect, before), dialect)
    .split(/;\s*(?:\n|$)/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

describe('the history of Alembic', () => {
  const file = (id: string, down: string, more = '') =>
    `"""Step ${id}."""\nrevision = '${id}'\ndown_revision = ${down}\n${more}`;

  it('follows down_revision, through merges, whatever the files are called', () => {
    const texts = {
      'm/env.py': 'from alembic import context',
      'm/versions/a_last.py': file('d4', "('b2', 'c3')"),
      'm/versions/b_right.py': file('c3', "'a1'"),
      'm/versions/y_left.py': file('b2', "'a1'"),
      'm/versions/z_first.py': file('a1', 'None'),
    };
    expect(found('alembic', [], texts)).toEqual(['m: a1 Step a1, c3 Step c3, b2 Step b2, d4 Step d4']);
  });

  it('runs a migration behind what it depends on', () => {
    const texts = {
      'm/versions/1.py': file('a1', 'None', "depends_on = 'b2'"),
      'm/versions/2.py': file('b2', 'None'),
    };
    expect(found('alembic', [], texts)).toEqual(['m: b2 Step b2, a1 Step a1']);
  });

  it('shows revisions in a circle, and those whose parents are gone', () => {
    expect(
      found('alembic', [], { 'm/versions/1.py': file('a1', "'b2'"), 'm/versions/2.py': file('b2', "'a1'") }),
    ).toEqual(['m: a1 Step a1, b2 Step b2']);
    expect(found('alembic', [], { 'm/versions/1.py': file('a1', "'gone'") })).toEqual(['m: a1 Step a1']);
  });

  it('takes the dialect of alembic.ini and its version locations', () => {
    const texts = {
      'alembic.ini':
        '[alembic]\nscript_location = %(here)s/m\nversion_locations = %(here)s/m/versions %(here)s/plug\nsqlalchemy.url = mysql+pymysql://x/y\n',
      'm/env.py': 'from alembic import context',
      'm/versions/1.py': file('a1', 'None'),
      'plug/2.py': file('b2', "'a1'"),
    };
    expect(found('alembic', [], texts)).toEqual(['m [mysql]: a1 Step a1, b2 Step b2']);
    expect(
      found('alembic', [], {
        ...texts,
        'alembic.ini': '[alembic]\nscript_location = m\nsqlalchemy.url = driver://u@h/d\n',
      }),
    ).toEqual(['m: a1 Step a1', 'plug: b2 Step b2']);
  });

  it('claims nothing but migrations', () => {
    expect(
      found('alembic', [], { 'app/tool.py': 'print("down_revision")', 'm/env.py': 'from alembic import context' }),
    ).toEqual([]);
  });
});

describe('what Alembic calls do', () => {
  it('makes tables as SQLAlchemy compiles them', () => {
    const body = `op.create_table('users',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=255), nullable=False),
    sa.Column('active', sa.Boolean(), server_default=sa.true(), nullable=False),
    sa.Column('made', sa.DateTime(timezone=True), server_default=sa.func.now()),
    sa.Column('data', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('tags', postgresql.ARRAY(sa.String(length=20))),
    sa.Column('team', sa.Integer(), sa.ForeignKey('org.teams.id', ondelete='SET NULL')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_users')),
    sa.UniqueConstraint('email', name='uq_users_email', deferrable=True, initially='DEFERRED'),
    sa.CheckConstraint("email <> ''", name='ck_email'),
    schema='app')`;
    const [table] = operations(body);
    if (table?.kind !== 'createTable') throw new Error('no table');
    expect(table.table).toMatchObject({ name: 'users', schema: 'app' });
    expect(
      table.columns.map(({ name, type, nullable, default: value }) => [
        name.name,
        type?.canonical,
        nullable,
        value?.text,
      ]),
    ).toEqual([
      ['id', 'integer', false, undefined],
      ['email', 'character varying(255)', false, undefined],
      ['active', 'boolean', false, 'true'],
      ['made', 'timestamp with time zone', undefined, 'now()'],
      ['data', 'jsonb', undefined, undefined],
      ['tags', 'character varying(20)[]', undefined, undefined],
      ['team', 'integer', undefined, undefined],
    ]);
    expect(table.columns[0]?.type?.serial).toBe(true);
    expect(table.constraints.map(({ kind, name, deferrable }) => [kind, name?.name, deferrable])).toEqual([
      ['foreignKey', undefined, undefined],
      ['primaryKey', 'pk_users', undefined],
      ['unique', 'uq_users_email', 'initially deferred'],
      ['check', 'ck_email', undefined],
    ]);
  });

  it('writes types as each dialect has them', () => {
    const types = (dialect: Dialect) => {
      const [table] = operations(
        `op.create_table('t', sa.Column('a', sa.Boolean()), sa.Column('b', sa.DateTime(timezone=True)), sa.Column('c', sa.JSON()), sa.Column('d', sa.LargeBinary()), sa.Column('e', sa.Enum('x', 'yy', name='kind')), sa.Column('f', sa.Text().with_variant(sa.String(9), 'mysql')), sa.Column('g', sa.Uuid()))`,
        dialect,
      ).filter(({ kind }) => kind === 'createTable');
      return table?.kind === 'createTable' ? table.columns.map(({ type }) => type?.text) : [];
    };
    expect(types('postgresql')).toEqual([
      'BOOLEAN',
      'TIMESTAMP WITH TIME ZONE',
      'JSON',
      'BYTEA',
      'kind',
      'TEXT',
      'UUID',
    ]);
    expect(types('mysql')).toEqual([
      'TINYINT(1)',
      'DATETIME',
      'JSON',
      'BLOB',
      "ENUM('x', 'yy')",
      'VARCHAR(9)',
      'CHAR(32)',
    ]);
    expect(types('sqlite')).toEqual(['BOOLEAN', 'DATETIME', 'JSON', 'BLOB', 'VARCHAR(2)', 'TEXT', 'CHAR(32)']);
  });

  it('numbers integer keys, but none that reference or have a default', () => {
    const first = (columns: string, dialect: Dialect = 'postgresql') => {
      const [table] = operations(`op.create_table('t', ${columns})`, dialect);
      const column = table?.kind === 'createTable' ? table.columns[0] : undefined;
      return [column?.type?.serial ?? false, column?.identity];
    };
    expect(first("sa.Column('id', sa.BigInteger(), primary_key=True)")).toEqual([true, undefined]);
    expect(first("sa.Column('id', sa.BigInteger(), primary_key=True)", 'mysql')).toEqual([false, 'auto increment']);
    expect(first("sa.Column('id', sa.BigInteger(), primary_key=True, autoincrement=False)")).toEqual([
      false,
      undefined,
    ]);
    expect(first("sa.Column('id', sa.Integer(), sa.ForeignKey('u.id'), primary_key=True)")).toEqual([false, undefined]);
    expect(first("sa.Column('id', sa.Integer(), sa.Identity(always=True), primary_key=True)")).toEqual([
      false,
      'always',
    ]);
    expect(
      first("sa.Column('a', sa.Integer(), primary_key=True), sa.Column('b', sa.Integer(), primary_key=True)"),
    ).toEqual([false, undefined]);
    expect(first("sa.Column('id', sa.Integer(), primary_key=True), sqlite_autoincrement=True", 'sqlite')).toEqual([
      false,
      'auto increment',
    ]);
    expect(first("sa.Column('id', sa.String(3), primary_key=True)")).toEqual([false, undefined]);
  });

  it('adds, changes and drops columns', () => {
    expect(sql("op.add_column('t', sa.Column('n', sa.Integer(), server_default='0', nullable=False))")).toEqual([
      "ALTER TABLE t ADD COLUMN n INTEGER NOT NULL DEFAULT '0'",
    ]);
    expect(sql("op.drop_column('t', 'n', schema='s')")).toEqual(['ALTER TABLE s.t DROP COLUMN n']);
    expect(
      sql(
        "op.alter_column('t', 'n', type_=sa.BigInteger(), existing_type=sa.Integer(), nullable=True, server_default=None, new_column_name='m', postgresql_using='n::bigint')",
      ),
    ).toEqual([
      'ALTER TABLE t ALTER COLUMN n TYPE BIGINT USING n::bigint',
      'ALTER TABLE t ALTER COLUMN n DROP NOT NULL',
      'ALTER TABLE t ALTER COLUMN n DROP DEFAULT',
      'ALTER TABLE t RENAME COLUMN n TO m',
    ]);
  });

  it('says the whole column again in MySQL', () => {
    expect(
      sql(
        "op.alter_column('t', 'n', existing_type=sa.String(9), nullable=False, existing_server_default='x')",
        'mysql',
      ),
    ).toEqual(["ALTER TABLE t MODIFY COLUMN n VARCHAR(9) NOT NULL DEFAULT 'x'"]);
  });

  it('makes and drops indexes', () => {
    const one = (call: string) => sql(call).join('; ');
    expect(one("op.create_index('i', 't', ['a', sa.text('lower(b) DESC')], unique=True)")).toBe(
      'CREATE UNIQUE INDEX i ON t (a, lower(b) DESC)',
    );
    expect(
      one(
        "op.create_index(op.f('ix_t_a'), 't', ['a'], postgresql_using='gin', postgresql_ops={'a': 'gin_trgm_ops'}, postgresql_where=sa.text('a IS NOT NULL'))",
      ),
    ).toBe('CREATE INDEX ix_t_a ON t USING gin (a gin_trgm_ops) WHERE a IS NOT NULL');
    expect(one("op.create_index('i', 't', [sa.func.lower(sa.column('a')), sa.column('b').desc(), sa.desc('c')])")).toBe(
      'CREATE INDEX i ON t (lower(a), b DESC, c DESC)',
    );
    expect(one("op.drop_index('i', table_name='t', postgresql_concurrently=True)")).toBe('DROP INDEX CONCURRENTLY i');
  });

  it('adds and drops constraints', () => {
    expect(
      sql("op.create_foreign_key('fk', 'a', 'b', ['x'], ['id'], ondelete='CASCADE', referent_schema='s')"),
    ).toEqual(['ALTER TABLE a ADD CONSTRAINT fk FOREIGN KEY (x) REFERENCES s.b (id) ON DELETE CASCADE']);
    expect(sql("op.create_unique_constraint(None, 'a', ['x', 'y'])")).toEqual(['ALTER TABLE a ADD UNIQUE (x, y)']);
    expect(sql("op.create_check_constraint('ck', 'a', sa.column('x') > 5)")).toEqual([
      'ALTER TABLE a ADD CONSTRAINT ck CHECK (x > 5)',
    ]);
    expect(sql("op.drop_constraint('fk', 'a', type_='foreignkey')", 'mysql')).toEqual([
      'ALTER TABLE a DROP FOREIGN KEY fk',
    ]);
    expect(sql("op.create_exclude_constraint('ex', 'a', ('room', '='), ('during', '&&'), using='gist')")).toEqual([
      'ALTER TABLE a ADD CONSTRAINT ex EXCLUDE USING gist (room WITH =, during WITH &&)',
    ]);
  });

  it('follows batches, whatever their operations are called on', () => {
    const body = `with op.batch_alter_table('t', schema=None) as batch_op:
    batch_op.add_column(sa.Column('a', sa.Integer()))
    batch_op.drop_constraint('fk', type_='foreignkey')
    batch_op.create_index(batch_op.f('ix_a'), ['a'], unique=False)
    batch_op.create_foreign_key('f', 'u', ['a'], ['id'])
    batch_op.alter_column('b', existing_type=sa.Integer(), nullable=False)`;
    expect(sql(body)).toEqual([
      'ALTER TABLE t ADD COLUMN a INTEGER',
      'ALTER TABLE t DROP CONSTRAINT fk',
      'CREATE INDEX ix_a ON t (a)',
      'ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u (id)',
      'ALTER TABLE t ALTER COLUMN b SET NOT NULL',
    ]);
  });

  it('makes enum types with their table once, and not where the author says that they are there', () => {
    const kinds = (body: string, before = '') => operations(body, 'postgresql', before).map(({ kind }) => kind);
    expect(
      kinds("op.create_table('t', sa.Column('a', sa.Enum('x', name='k')), sa.Column('b', sa.Enum('x', name='k')))"),
    ).toEqual(['createEnum', 'createTable']);
    expect(kinds("op.create_table('t', sa.Column('a', postgresql.ENUM('x', name='k', create_type=False)))")).toEqual([
      'createTable',
    ]);
    expect(kinds("op.add_column('t', sa.Column('a', sa.Enum('x', name='k')))")).toEqual(['addColumn']);
    expect(
      kinds(
        "kind.create(op.get_bind(), checkfirst=True)\nop.add_column('t', sa.Column('a', kind))\nkind.drop(op.get_bind())",
        "kind = sa.Enum('x', name='k')\n",
      ),
    ).toEqual(['createEnum', 'addColumn', 'dropObject']);
  });

  it('reads SQL and statements of the expression language', () => {
    const shown = (body: string, before = '') =>
      operations(body, 'postgresql', before).map((one) =>
        one.kind === 'changeData' ? `${one.change} ${one.tables.map(({ name }) => name)} ${one.hasWhere}` : one.kind,
      );
    expect(shown("op.execute(sa.text('DELETE FROM t WHERE a = :a').bindparams(a=1))")).toEqual(['delete t true']);
    expect(
      shown('op.get_bind().execute(t.update().where(t.c.a == 1).values(a=2))', "t = sa.table('t', sa.column('a'))\n"),
    ).toEqual(['update t true']);
    expect(shown('conn = op.get_bind()\nconn.execute(sa.delete(t))', "t = sa.table('t')\n")).toEqual([
      'delete t false',
    ]);
    expect(shown("op.bulk_insert(t, [{'a': 1}])", "t = sa.table('t')\n")).toEqual(['insert t false']);
    expect(shown('op.execute(make_sql())')).toEqual(['opaque']);
  });

  it('takes the branch of its dialect, and marks what depends on something else', () => {
    const body = `bind = op.get_bind()
if bind.dialect.name == 'postgresql':
    op.drop_column('t', 'a')
else:
    op.drop_column('t', 'b')
if bind.dialect.name not in ('mysql', 'sqlite'):
    op.drop_column('t', 'c')
if sa.inspect(bind).has_table('u'):
    op.drop_table('u')`;
    const shown = read(body).up.statements.map(
      ({ operations: [one], conditional }) => `${one?.kind}${conditional ? ' ?' : ''}`,
    );
    expect(shown).toEqual(['dropColumn', 'dropColumn', 'dropTable ?']);
    expect(sql(body, 'mysql')).toEqual(['ALTER TABLE t DROP COLUMN b', 'DROP TABLE u']);
  });

  it('ends where it returns for another dialect', () => {
    const body = `if op.get_context().dialect.name == 'sqlite':\n    return\nop.drop_table('t')`;
    expect(sql(body)).toEqual(['DROP TABLE t']);
    expect(sql(body, 'sqlite')).toEqual([]);
  });

  it('leaves the transaction for autocommit blocks', () => {
    const body = `op.drop_table('a')
with op.get_context().autocommit_block():
    op.create_index('i', 't', ['a'], postgresql_concurrently=True)
op.drop_table('b')`;
    expect(operations(body).map((one) => (one.kind === 'transactionControl' ? one.action : one.kind))).toEqual([
      'dropTable',
      'commit',
      'createIndex',
      'begin',
      'dropTable',
    ]);
  });

  it('follows helpers, constants and loops', () => {
    const before = `TABLES = ['a', 'b']\ndef stamp(table, name='made'):\n    op.add_column(table, sa.Column(name, sa.DateTime()))\n`;
    expect(sql("for table in TABLES:\n    stamp(table)\nstamp('c', name='seen')", 'postgresql', before)).toEqual([
      'ALTER TABLE a ADD COLUMN made TIMESTAMP WITHOUT TIME ZONE',
      'ALTER TABLE b ADD COLUMN made TIMESTAMP WITHOUT TIME ZONE',
      'ALTER TABLE c ADD COLUMN seen TIMESTAMP WITHOUT TIME ZONE',
    ]);
  });

  it('keeps a type that it does not know, and says so', () => {
    const body = "op.add_column('t', sa.Column('a', app.types.Weird()))";
    expect(operations(body).map(({ kind }) => kind)).toEqual(['addColumn', 'opaque']);
    expect(sql(body)[0]).toBe('ALTER TABLE t ADD COLUMN a Weird');
  });

  it('says what it cannot tell, and never throws', () => {
    expect(operations('op.create_table(name(), sa.Column("id", sa.Integer()))').map(({ kind }) => kind)).toEqual([
      'opaque',
    ]);
    expect(operations('op.create_view(x)').map(({ kind }) => kind)).toEqual(['opaque']);
    for (const text of [
      '',
      'revision =',
      'def upgrade(:\n  op.create_table(',
      '\u0000\ufffd',
      'def upgrade():\n    op.',
    ]) {
      expect(() => formatOf('alembic').read({ uri: 'file:///x.py', text }, { dialect: 'mysql' })).not.toThrow();
    }
  });
});

describe('names that the environment gives', () => {
  const project: Readonly<Record<string, string>> = {
    'p/migrations/env.py':
      'from alembic import context\nfrom app.models import Base\ntarget_metadata = Base.metadata\n',
    'p/app/models.py': `from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase
class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={'ix': 'ix_%(table_name)s_%(column_0_N_name)s', 'uq': 'uq_%(table_name)s_%(column_0_name)s', 'ck': 'ck_%(table_name)s_%(constraint_name)s', 'fk': 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s', 'pk': 'pk_%(table_name)s'})
`,
  };
  const neighbour = (name: string) => {
    const parts = 'p/migrations/versions'.split('/');
    for (const part of name.split('/')) part === '..' ? parts.pop() : parts.push(part);
    return project[parts.join('/')];
  };

  it('are those of its naming convention, but for names that are final', () => {
    const text = `${head}
def upgrade():
    op.create_table('t', sa.Column('id', sa.Integer(), nullable=False), sa.Column('a', sa.Integer(), sa.ForeignKey('u.id'), index=True), sa.PrimaryKeyConstraint('id'), sa.UniqueConstraint('a'), sa.CheckConstraint('a > 0', name='plus'), sa.CheckConstraint('a > 1', name=op.f('final')))
    op.create_unique_constraint(None, 't', ['id'])
    op.create_check_constraint('big', 't', 'a > 9')
    op.drop_constraint('big', 't', type_='check')
    op.drop_constraint('plain', 't')
`;
    const read = formatOf('alembic').read(
      { uri: 'file:///p/migrations/versions/a1.py', text },
      { dialect: 'postgresql', neighbour },
    );
    const names = JSON.stringify(read.up.statements).match(/"name":"(?:pk|uq|ck|fk|ix|final|plain)\w*"/g);
    expect(new Set(names)).toEqual(
      new Set(
        ['fk_t_a_u', 'pk_t', 'uq_t_a', 'ck_t_plus', 'final', 'ix_t_a', 'uq_t_id', 'ck_t_big', 'plain'].map(
          (name) => `"name":"${name}"`,
        ),
      ),
    );
  });
});

describe('what a migration asks others to do', () => {
  it('tells of op.invoke', () => {
    expect(operations('op.invoke(steps)').map(({ kind }) => kind)).toEqual(['opaque']);
  });

  it('tells of an enumeration whose values come from elsewhere', () => {
    expect(
      operations("op.add_column('t', sa.Column('a', sa.Enum(Kind, name='kind')))").map(({ kind }) => kind),
    ).toEqual(['addColumn', 'opaque']);
  });

  it('goes over the keys of a dictionary', () => {
    expect(
      sql('for name in NAMES:\n    op.drop_index(name)', 'postgresql', "NAMES = {'one': ['a'], 'two': ['b']}"),
    ).toEqual(['DROP INDEX one', 'DROP INDEX two']);
  });
});
