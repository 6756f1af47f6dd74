import { describe, expect, it } from 'vitest';
import { dataOf, openTools, root } from './workspace';

const prisma = {
  'prisma/schema.prisma':
    'datasource db {\n  provider = "postgresql"\n}\n\nmodel User {\n  id    Int    @id @default(autoincrement())\n  email String @unique\n  posts Post[]\n}\n\nmodel Post {\n  id       Int  @id\n  authorId Int\n  author   User @relation(fields: [authorId], references: [id])\n}\n',
  'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
  'prisma/migrations/20240101000000_init/migration.sql':
    'CREATE TABLE "User" (\n  "id" SERIAL NOT NULL,\n  "email" TEXT NOT NULL,\n  CONSTRAINT "User_pkey" PRIMARY KEY ("id")\n);\nCREATE UNIQUE INDEX "User_email_key" ON "User"("email");\nCREATE TABLE "Post" (\n  "id" INTEGER NOT NULL,\n  "authorId" INTEGER NOT NULL,\n  CONSTRAINT "Post_pkey" PRIMARY KEY ("id")\n);\nALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;\n',
};

describe('a migration of a project that has models', () => {
  const migration = { name: 'add nickname to user', up: 'ALTER TABLE "User" ADD COLUMN nickname text;' };

  it('comes with the edit of the models, or the ORM would take it back', async () => {
    const box = await openTools(prisma);
    const { proposal } = dataOf(box.run('propose', { title: 'Nickname', rationale: 'Asked for.', migration }));
    const [sql, models] = proposal?.files ?? [];
    expect(proposal?.files).toHaveLength(2);
    expect(sql?.uri).toMatch(/\/prisma\/migrations\/\d{14}_add_nickname_to_user\/migration\.sql$/);
    expect(models?.uri).toBe(`${root}/prisma/schema.prisma`);
    expect(models?.before).toBe(prisma['prisma/schema.prisma']);
    expect(models?.after).toMatch(/\n {2}nickname +String\?\n/);
    expect(models?.after?.replace(/\n {2}nickname[^\n]*/, '')).toContain('posts Post[]');
  });

  it('is not blamed for what was found in the models before', async () => {
    const box = await openTools(prisma);
    const told = box.run('plan', { sql: `SET lock_timeout = '5s';\n${migration.up}` });
    expect(told.kind === 'ok' && told.text).toContain('No rule objects.');
  });

  it('leaves the models alone where they have no words for it', async () => {
    const box = await openTools(prisma);
    const up = 'ALTER TABLE "Post" ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;';
    const { proposal } = dataOf(
      box.run('propose', { title: 'Check', rationale: 'Asked for.', migration: { name: 'check', up } }),
    );
    expect(proposal?.files.map(({ uri }) => uri.endsWith('.sql'))).toEqual([true]);
  });
});
