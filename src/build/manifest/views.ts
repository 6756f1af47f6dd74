/** `contributes.viewsContainers` and `contributes.views` */
export function viewContributions() {
  return {
    viewsContainers: {
      activitybar: [{ id: 'databaseArchitect', title: 'Database Architect', icon: 'media/architect.svg' }],
    },
    views: {
      databaseArchitect: [
        {
          id: 'databaseArchitect.panel',
          name: 'Architect',
          type: 'webview',
          icon: 'media/architect.svg',
          contextualTitle: 'Database Architect',
          // Shares of the container's height, until the user drags the border.
          initialSize: 3,
        },
        {
          id: 'databaseArchitect.dataLayer',
          name: 'Data Layer',
          icon: 'media/architect.svg',
          contextualTitle: 'Database Architect: Data Layer',
          initialSize: 1,
        },
      ],
    },
    viewsWelcome: [
      {
        view: 'databaseArchitect.dataLayer',
        when: 'databaseArchitect.ready && workspaceFolderCount > 0',
        contents:
          'No migrations, models or schema files were found in this folder.\nDatabase Architect reads SQL migrations and dumps for PostgreSQL, MySQL, MariaDB, SQLite, SQL Server and Oracle; the migrations of Flyway, golang-migrate, goose, dbmate, sqitch, Supabase, Atlas, Prisma, Drizzle, node-pg-migrate, Knex, Sequelize, TypeORM, Kysely, MikroORM, Django, Alembic, EF Core, FluentMigrator, Rails, Laravel and Liquibase; and the models of Prisma, Drizzle, SQLAlchemy, Django, TypeORM, MikroORM, Sequelize, EF Core, JPA, GORM, Eloquent and Mongoose.\n[Get started](command:databaseArchitect.getStarted)\n[Which files are left out?](command:workbench.action.openSettings?%22databaseArchitect.exclude%22)',
      },
      {
        view: 'databaseArchitect.dataLayer',
        when: 'workspaceFolderCount == 0',
        contents:
          'Open a folder with your migrations or your schema.\n[Open Folder](command:vscode.openFolder)\n[Get started](command:databaseArchitect.getStarted)',
      },
    ],
  };
}
