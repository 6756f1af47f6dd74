/** Languages of the files that we read; other extensions give SQL files ids of their own. */
export const languages = ['sql', 'mysql', 'pgsql', 'postgres', 'sqlite', 'plsql', 'prisma'] as const;

/** `activationEvents`; VS Code adds those of our views and commands by itself. */
export function activationEvents(): readonly string[] {
  const files = [
    '**/*.prisma',
    '**/migration*/**/*.sql',
    '**/db/**/*.sql',
    '**/*.up.sql',
    '**/V*__*.sql',
    '*.sql',
    '**/sqitch.plan',
    '**/atlas.sum',
    '**/meta/_journal.json',
    '**/*.sqlproj',
    '**/*.dbml',
    '**/migrations/*.{py,php,ts,js,mjs,cjs}',
    '**/alembic.ini',
    '**/db/migrate/*.rb',
    '**/db/schema.rb',
    '**/Migrations/*.cs',
    '**/knexfile.{js,ts,mjs,cjs}',
    '**/drizzle.config.{ts,js,mjs}',
    '**/.sequelizerc',
    '**/*changelog*.{xml,yaml,yml,json}',
    'database-architect.json',
  ];
  return [
    // A diff of a proposal that was open when the window was reloaded.
    'onFileSystem:database-architect-proposal',
    ...languages.map((language) => `onLanguage:${language}`),
    ...files.map((glob) => `workspaceContains:${glob}`),
  ];
}

/** `contributes.languages`: without the Prisma extension its files would be plain text, and no lens or hover would show. */
export function languageContributions() {
  return [{ id: 'prisma', aliases: ['Prisma'], extensions: ['.prisma'] }];
}
