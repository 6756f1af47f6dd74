import { journey } from '../fixture';

journey('the window opens the example project with our icon in the activity bar', async ({ workbench }) => {
  await workbench.explorer.expand('db', 'migration');
  await workbench.views.icon('Database Architect').waitFor();
  await workbench.palette.open('V5__reviews.sql');
});
