import { describe, expect, it } from 'vitest';
import { printScript, readSql } from '../../src/sql';
import { operationsOf, schemaOf } from './operations';
import { kindsIn, only, operationsIn, read, statementTexts, textAt } from './reading';

const DIALECT = 'sqlserver';
const table = (text: string, name = 't') => schemaOf(text, DIALECT).tables.get(name);

describe('T-SQL is cut into statements', () => {
  it('at GO lines, with counts and comments, and nowhere else', () => {
    const text = "PRINT 'a\nGO\nb'\nGO 3\nSELECT 1 /* \nGO */ go -- the column\n  go -- next\r\nUSE [My Db]\nGO";
    expect(statementTexts(text, read(DIALECT, text))).toEqual([
      "PRINT 'a\nGO\nb'",
      'SELECT 1 /* \nGO */ go',
      'USE [My Db]',
    ]);
  });

  it('without semicolons', () => {
    const text = `SET NOCOUNT ON INSERT INTO a (x) SELECT x FROM b UNION ALL SELECT 1 UPDATE a SET x = CASE WHEN x > 1 THEN 2 END WHERE x = 3
DELETE a ALTER TABLE a ADD CONSTRAINT fk FOREIGN KEY (x) REFERENCES b (x) ON DELETE SET NULL ON UPDATE CASCADE ALTER TABLE a DROP COLUMN y DROP TABLE IF EXISTS c
CREATE INDEX i ON a (x) WITH (DROP_EXISTING = ON) MERGE a USING b ON a.x = b.x WHEN MATCHED THEN UPDATE SET x = 1 WHEN NOT MATCHED THEN INSERT (x) VALUES (1);
WITH q AS (SELECT 1 AS x) UPDATE q SET x = 2 EXEC p 1 GRANT SELECT, UPDATE ON a TO r WITH GRANT OPTION DENY DELETE ON a TO r`;
    expect(read(DIALECT, text).statements.map(({ span }) => textAt(text, span).split(/\s/, 1)[0])).toEqual(
      'SET INSERT UPDATE DELETE ALTER ALTER DROP CREATE MERGE WITH EXEC GRANT DENY'.split(' '),
    );
    expect(kindsIn(DIALECT, text)).not.toContain('opaque');
  });

  it('a procedure takes the rest of its batch', () => {
    const text = 'CREATE OR ALTER PROC p AS SELECT 1; CREATE TABLE #x (a int)\nGO\nCREATE TABLE t (a int)';
    expect(kindsIn(DIALECT, text)).toEqual(['createRoutine', 'createTable']);
  });

  it("sqlcmd's lines and variables are known", () => {
    expect(
      kindsIn(DIALECT, ':setvar Name x\n:r .\\other.sql\nUSE [$(Name)]\nGO\nCREATE TABLE $(Name).t (a int)'),
    ).toEqual(['call', 'call', 'setParameter', 'createTable']);
  });
});

describe('what may not run', () => {
  it('is opened and marked, with its guard: blocks, single statements, ELSE, loops, CATCH', () => {
    const text = `IF NOT EXISTS (SELECT 1 FROM sys.tables WHERE name = 'a') BEGIN CREATE TABLE a (x int) END ELSE DROP TABLE b
IF OBJECT_ID('c') IS NOT NULL EXEC sp_rename 'c', 'd'
WHILE @@ROWCOUNT > 0 BEGIN DELETE TOP (100) FROM a END
BEGIN TRY CREATE TABLE e (x int) END TRY BEGIN CATCH DROP TABLE e END CATCH
BEGIN CREATE TABLE f (x int) END`;
    const told = read(DIALECT, text).statements.map(({ operations, conditional }) => [
      operations[0]?.kind,
      conditional?.kind,
      conditional && textAt(text, conditional.span).split(' ', 2).join(' '),
    ]);
    expect(told).toEqual([
      ['createTable', 'guard', 'IF NOT'],
      ['dropTable', 'guard', 'IF NOT'],
      ['renameTable', 'guard', 'IF OBJECT_ID('.split('(')[0] + "('c')"],
      ['changeData', 'loop', 'WHILE @@ROWCOUNT'],
      ['createTable', undefined, undefined],
      ['dropTable', 'guard', 'BEGIN CATCH'],
      ['createTable', undefined, undefined],
    ]);
  });

  it('is told as itself where nothing of it changes anything', () => {
    expect(kindsIn(DIALECT, "IF @a = 1 PRINT 'x' ELSE BEGIN SELECT 1 SET @b = 2 END")).toEqual(['call']);
  });
});

describe('dynamic SQL', () => {
  it('of a literal is read in place, doubled quotes and all', () => {
    const text = "EXEC(N'ALTER TABLE [t] ADD [a] nvarchar(9) DEFAULT ''x''')";
    const [added] = operationsIn(DIALECT, text);
    expect(added).toMatchObject({ kind: 'addColumn', column: { name: { name: 'a' } } });
    expect(added?.kind === 'addColumn' && textAt(text, added.column.name.span)).toBe('[a]');
    expect(kindsIn(DIALECT, "EXEC dbo.sp_executesql @statement = N'CREATE VIEW v AS SELECT 1 AS x'")).toEqual([
      'createView',
    ]);
  });

  it('of a variable that was given one literal too, once', () => {
    const text = "DECLARE @s nvarchar(max) = N'DROP TABLE a'; EXEC sp_executesql @s; EXEC (@s)";
    expect(kindsIn(DIALECT, text).filter((kind) => kind === 'dropTable')).toHaveLength(1);
  });

  it('that is put together is not understood where it changes the schema, and harmless where not', () => {
    expect(kindsIn(DIALECT, "EXEC('DROP TABLE ' + @name)")).toEqual(['opaque']);
    expect(kindsIn(DIALECT, "EXEC('SELECT * FROM ' + @name)")).toEqual(['call']);
  });

  it("a default's constraint that is looked up by its column drops that default", () => {
    const text = `CREATE TABLE [Blogs] ([Rating] int NOT NULL DEFAULT 3);
GO
DECLARE @var0 sysname;
SELECT @var0 = [d].[name] FROM [sys].[default_constraints] [d]
INNER JOIN [sys].[columns] [c] ON [d].[parent_column_id] = [c].[column_id] AND [d].[parent_object_id] = [c].[object_id]
WHERE ([d].[parent_object_id] = OBJECT_ID(N'[Blogs]') AND [c].[name] = N'Rating');
IF @var0 IS NOT NULL EXEC(N'ALTER TABLE [Blogs] DROP CONSTRAINT [' + @var0 + '];');`;
    expect(operationsIn(DIALECT, text)).toContainEqual(
      expect.objectContaining({ kind: 'alterColumn', change: { kind: 'dropDefault' } }),
    );
    expect(table(text, 'blogs')?.columns[0]?.default).toBeUndefined();
  });
});

describe('tables', () => {
  it('with everything that Management Studio scripts', () => {
    const text = `CREATE TABLE [dbo].[t](
	[Id] [int] IDENTITY(1,1) NOT FOR REPLICATION NOT NULL,
	[Key] [uniqueidentifier] ROWGUIDCOL NOT NULL CONSTRAINT [DF_Key] DEFAULT (newid()),
	[Name] [nvarchar](50) COLLATE Latin1_General_CI_AS SPARSE NULL,
	[Total] AS ([Id]*(2)) PERSISTED NOT NULL,
	[From] [datetime2](7) GENERATED ALWAYS AS ROW START HIDDEN NOT NULL,
	[To] [datetime2](7) GENERATED ALWAYS AS ROW END NOT NULL,
	[Doc] [xml](CONTENT [dbo].[Schemas]) MASKED WITH (FUNCTION = 'default()') NULL,
	PERIOD FOR SYSTEM_TIME ([From], [To])
 CONSTRAINT [PK_t] PRIMARY KEY CLUSTERED ([Id] ASC)WITH (PAD_INDEX = OFF, IGNORE_DUP_KEY = OFF) ON [PRIMARY],
 CONSTRAINT [UQ] UNIQUE NONCLUSTERED ([Key]) ON [FG],
 INDEX [IX] UNIQUE ([Name]) INCLUDE ([Key]) WHERE [Name] IS NOT NULL
) ON [PS]([From]) TEXTIMAGE_ON [PRIMARY] WITH (SYSTEM_VERSIONING = ON (HISTORY_TABLE = [dbo].[h]))`;
    const made = only(DIALECT, text, 'createTable');
    expect(made.columns.map(({ name, type }) => [name.name, type?.canonical])).toEqual([
      ['Id', 'int'],
      ['Key', 'uniqueidentifier'],
      ['Name', 'nvarchar(50)'],
      ['Total', undefined],
      ['From', 'datetime2(7)'],
      ['To', 'datetime2(7)'],
      ['Doc', 'xml(CONTENT [dbo].[Schemas])'],
    ]);
    expect(made.columns[0]).toMatchObject({ identity: 'always', nullable: false });
    expect(made.columns[1]).toMatchObject({ defaultName: { name: 'DF_Key' }, default: { text: '(newid())' } });
    expect(made.columns[3]).toMatchObject({ generated: { stored: true, expression: { text: '[Id]*(2)' } } });
    expect(made.constraints).toMatchObject([
      { kind: 'primaryKey', clustered: true, name: { name: 'PK_t' } },
      { kind: 'unique', clustered: false },
    ]);
    expect(made.indexes).toMatchObject([{ name: { name: 'IX' }, unique: true, where: { text: '[Name] IS NOT NULL' } }]);
    expect(made.options.map(({ name }) => name)).toEqual(['partition scheme', 'textimage_on', 'system_versioning']);
  });

  it('of temporary, graph, external and memory-optimised kinds', () => {
    expect(only(DIALECT, 'CREATE TABLE #x (a int)', 'createTable')).toMatchObject({ temporary: true });
    expect(only(DIALECT, 'SELECT a INTO #x FROM t', 'createTable')).toMatchObject({ temporary: true });
    expect(kindsIn(DIALECT, 'CREATE TABLE n (a int) AS NODE')).toEqual(['createTable']);
    const text =
      'CREATE TABLE m (a int NOT NULL PRIMARY KEY NONCLUSTERED HASH WITH (BUCKET_COUNT = 9), b int INDEX ix HASH (b) WITH (BUCKET_COUNT = 9)) WITH (MEMORY_OPTIMIZED = ON, DURABILITY = SCHEMA_ONLY)';
    expect(only(DIALECT, text, 'createTable').options.map(({ name }) => name)).toEqual([
      'memory_optimized',
      'durability',
    ]);
  });

  it('names ignore case and dbo is where they live', () => {
    const made = table('CREATE TABLE T (a int) ALTER TABLE [DBO].[t] ADD B int');
    expect(made?.columns.map(({ name }) => name)).toEqual(['a', 'B']);
  });

  it('USE names a database and no schema', () => {
    expect([...schemaOf('USE Sales\nGO\nCREATE TABLE Sales.Orders (a int)', DIALECT).tables.keys()]).toEqual([
      'sales.orders',
    ]);
  });

  it('names that the server would make up have a stand-in that says so', () => {
    const made = table(
      'CREATE TABLE t (a int PRIMARY KEY, b int DEFAULT 1 UNIQUE, c int REFERENCES u (x) CHECK (c > 0))',
    );
    expect([made?.primaryKey?.name, made?.uniques[0]?.name, made?.foreignKeys[0]?.name, made?.checks[0]?.name]).toEqual(
      ['PK__t', 'UQ__t__b', 'FK__t__c', 'CK__t__c'],
    );
    expect(made?.columns[1]?.defaultName).toBe('DF__t__b');
  });
});

describe('what changes a table', () => {
  it('drops a default by the name of its constraint', () => {
    expect(
      table('CREATE TABLE t (a int CONSTRAINT df DEFAULT 1) ALTER TABLE t DROP CONSTRAINT DF')?.columns[0]?.default,
    ).toBeUndefined();
  });

  it('ALTER COLUMN keeps default and identity, and is nullable unless it says not', () => {
    const made = table('CREATE TABLE t (a int NOT NULL DEFAULT 1) ALTER TABLE t ALTER COLUMN a bigint');
    expect(made?.columns[0]).toMatchObject({ notNull: false, type: { canonical: 'bigint' }, default: { text: '1' } });
  });

  it('sp_rename renames tables, columns, indexes and constraints, and points at the names', () => {
    const text = `CREATE TABLE dbo.t (a int CONSTRAINT pk PRIMARY KEY, b int) CREATE INDEX ix ON t (b)
EXEC sp_rename N'dbo.t.b', N'new name', N'COLUMN'
EXEC sp_rename @objname = N'[dbo].[t].[ix]', @newname = N'ix2', @objtype = N'INDEX'
EXECUTE sys.sp_rename 'dbo.pk', 'pk2', 'OBJECT'
EXEC sp_rename 't', 'u'`;
    const made = table(text, 'u');
    expect(made?.columns[1]?.name).toBe('new name');
    expect(made?.indexes[0]?.name).toBe('ix2');
    expect(made?.primaryKey?.name).toBe('pk2');
    const renamed = operationsIn(DIALECT, text).find(({ kind }) => kind === 'renameColumn');
    expect(renamed?.kind === 'renameColumn' && textAt(text, renamed.to.span)).toBe('new name');
    expect(renamed?.kind === 'renameColumn' && textAt(text, renamed.column.span)).toBe('b');
  });

  it('MS_Description is a comment, by name and by position', () => {
    const made = table(`CREATE TABLE t (a int)
EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'it''s', @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N't', @level2type=N'COLUMN',@level2name=N'a'
EXEC sp_addextendedproperty 'MS_Description', 'all of it', 'schema', 'dbo', 'table', 't'
EXEC sp_addextendedproperty 'Owner', 'me', 'schema', 'dbo', 'table', 't'`);
    expect([made?.comment, made?.columns[0]?.comment]).toEqual(['all of it', "it's"]);
  });

  it('an index made again with DROP_EXISTING replaces the old one; one under a guard that holds does not', () => {
    const made = table(`CREATE TABLE t (a int, b int) CREATE INDEX i ON t (a)
CREATE INDEX i ON t (a, b) WITH (DROP_EXISTING = ON) IF NOT EXISTS (SELECT 1) CREATE INDEX i ON t (b)`);
    expect(made?.indexes.map(({ columns }) => columns.length)).toEqual([2]);
  });

  it('ONLINE = ON lets writes through', () => {
    expect(read(DIALECT, 'CREATE INDEX i ON t (a) WITH (ONLINE = ON)').statements[0]?.online).toMatchObject({
      lock: 'none',
    });
  });
});

describe('other objects', () => {
  it('are known', () => {
    const text = `CREATE TYPE Flag FROM bit NOT NULL CREATE TYPE Ids AS TABLE (Id int NOT NULL PRIMARY KEY, INDEX ix (Id))
CREATE SEQUENCE s AS int START WITH 1 CREATE SYNONYM y FOR dbo.t CREATE STATISTICS st ON t (a) WITH FULLSCAN
CREATE PARTITION FUNCTION pf (int) AS RANGE LEFT FOR VALUES (1, 2) CREATE PARTITION SCHEME ps AS PARTITION pf ALL TO ([PRIMARY])
CREATE XML SCHEMA COLLECTION c AS N'<x/>' CREATE FULLTEXT CATALOG fc ALTER DATABASE d SET RECOVERY SIMPLE WITH ROLLBACK IMMEDIATE
CREATE USER u FOR LOGIN l ALTER ROLE db_owner ADD MEMBER u UPDATE STATISTICS t DBCC CHECKDB DROP SYNONYM y DROP STATISTICS t.st
GO
CREATE SCHEMA sales AUTHORIZATION dbo
GO
CREATE TRIGGER tr ON t AFTER INSERT, UPDATE AS BEGIN IF UPDATE(a) DELETE FROM t END`;
    expect(kindsIn(DIALECT, text)).toEqual([
      'createDomain',
      'createComposite',
      'createSequence',
      ...Array(7).fill('call'),
      'createRole',
      'createRole',
      'maintenance',
      'call',
      'call',
      'call',
      'createSchema',
      'createTrigger',
    ]);
  });
});

describe('writing T-SQL', () => {
  const print = (text: string, from: 'sqlserver' | 'postgresql', before = '') =>
    printScript(operationsOf(text, from), DIALECT, { schema: schemaOf(before, DIALECT) });

  it('puts GO around what must be alone in its batch', () => {
    const text = 'CREATE TABLE t (\n  a int\n);\n\nGO\n\nCREATE VIEW v AS\nSELECT 1 AS x;\n\nGO\n\nDROP TABLE u;\n';
    expect(printScript(operationsOf(text, DIALECT), DIALECT).sql).toBe(text);
  });

  it('states type and nullability together, from what the schema knows', () => {
    const before = 'CREATE TABLE t (a nvarchar(9) NOT NULL)';
    expect(print('ALTER TABLE t ALTER COLUMN a TYPE nvarchar(20)', 'postgresql', before).statements).toEqual([
      'ALTER TABLE t ALTER COLUMN a nvarchar(20) NOT NULL',
    ]);
    expect(print('ALTER TABLE t ALTER COLUMN a DROP NOT NULL', 'postgresql', before).statements).toEqual([
      'ALTER TABLE t ALTER COLUMN a nvarchar(9) NULL',
    ]);
  });

  it('drops the default that stands in the way, by name or by looking it up', () => {
    const named = print('ALTER TABLE t DROP COLUMN a', DIALECT, 'CREATE TABLE t (a int CONSTRAINT df DEFAULT 1)');
    expect(named.statements).toEqual(['ALTER TABLE t DROP CONSTRAINT df', 'ALTER TABLE t DROP COLUMN a']);
    const [lookUp] = print('ALTER TABLE t DROP COLUMN a', DIALECT, 'CREATE TABLE t (a int DEFAULT 1)').statements;
    expect(lookUp).toContain('sys.default_constraints');
    const back = readSql('file:///a.sql', lookUp ?? '', DIALECT).statements.flatMap(({ operations }) => operations);
    expect(back).toContainEqual(expect.objectContaining({ kind: 'alterColumn', change: { kind: 'dropDefault' } }));
  });

  it('renames by sp_rename', () => {
    expect(print('ALTER TABLE "o r" RENAME COLUMN a TO b', 'postgresql').statements).toEqual([
      "EXEC sp_rename N'[o r].a', N'b', N'COLUMN'",
    ]);
  });

  it('says what it cannot write', () => {
    const { unsupported } = print('CREATE INDEX i ON t (lower(a))', 'postgresql');
    expect(unsupported[0]?.because).toMatch(/computed column/);
  });
});
