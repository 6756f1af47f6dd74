import { expect, test } from 'vitest';
import { createWorkspace, differencesOf } from '../../src/workspace';
import { type MemoryFiles, memoryPort } from './memory-port';

const MODELS = `datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}

model User {
  id    Int     @id @default(autoincrement())
  email String  @unique
  name  String?
}
`;

const FIRST = `CREATE TABLE "User" ("id" SERIAL NOT NULL, "email" TEXT NOT NULL, "name" TEXT, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
`;

const MIGRATION = 'prisma/migrations/20260101000000_init/migration.sql';

async function differences(files: MemoryFiles) {
  const workspace = await createWorkspace([memoryPort(files)]);
  return workspace.dataLayers().flatMap((layer) => differencesOf(layer));
}

const project = (migrations: string, models = MODELS): MemoryFiles => ({
  'prisma/schema.prisma': models,
  'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
  [MIGRATION]: migrations,
});

test('models in step with the migrations differ in nothing', async () => {
  expect(await differences(project(FIRST))).toEqual([]);
});

test('a field that no migration adds is said on its line, with what a migration would do', async () => {
  const [only, ...others] = await differences(project(FIRST, MODELS.replace('  name ', '  age   Int\n  name ')));
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    side: 'models',
    tool: 'prisma',
    what: 'no migration adds column "User.age"',
    table: 'User',
  });
  expect(only?.span.start.line).toBe(8);
  expect(only?.operations.map(({ kind }) => kind)).toEqual(['addColumn']);
});

test('a rename is asked on both of its halves', async () => {
  const found = await differences(project(FIRST, MODELS.replace('  name ', '  nickname ')));
  expect(found.map(({ mayBeRenamed }) => mayBeRenamed)).toEqual([
    { from: 'name', to: 'nickname' },
    { from: 'name', to: 'nickname' },
  ]);
});

test('nothing is said of a table that a statement names which could not be read', async () => {
  const unread = `${FIRST}SOME NEW STATEMENT FOR TABLE "User" ADD WHATEVER;\n`;
  expect(await differences(project(unread, MODELS.replace('  name ', '  age   Int\n  name ')))).toEqual([]);
});

test('migrations that start in the middle of the history are not compared', async () => {
  const models = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => `model ${name} {\n  id Int @id\n}\n`).join('\n');
  expect(await differences(project(FIRST, MODELS + models))).toEqual([]);
});

test('the same schemas are compared once', async () => {
  const workspace = await createWorkspace([memoryPort(project(FIRST.replace(', "name" TEXT', '')))]);
  const [layer] = workspace.dataLayers();
  const first = layer && differencesOf(layer);
  expect(first).toHaveLength(1);
  expect(layer && differencesOf(layer)[0]).toBe(first?.[0]);
});

test('a mixin of another library may bring columns: that models lack some of the history is no difference', async () => {
  const found = await differences({
    'requirements.txt': 'sqlalchemy==2.0\nalembic\npsycopg2\nauthlib\n',
    'alembic.ini': '[alembic]\nscript_location = alembic\nsqlalchemy.url = postgresql://localhost/x\n',
    'alembic/env.py': 'target_metadata = None\n',
    'alembic/versions/0001_a.py': `revision = '0001'
down_revision = None
from alembic import op
import sqlalchemy as sa

def upgrade():
    op.create_table('clients', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('client_secret', sa.String(120)))
    op.create_table('users', sa.Column('id', sa.Integer(), primary_key=True))
`,
    'app/models.py': `from authlib.integrations.sqla_oauth2 import OAuth2ClientMixin
from sqlalchemy import Column, Integer
from sqlalchemy.orm import DeclarativeBase

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = 'users'
    id = Column(Integer, primary_key=True)

class Client(Base, OAuth2ClientMixin):
    __tablename__ = 'clients'
    id = Column(Integer, primary_key=True)
`,
  });
  expect(found).toEqual([]);
});
