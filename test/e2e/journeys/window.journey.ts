import { journey } from '../fixture';

journey('the window opens the example project with our panel behind its icon', async ({ workbench }) => {
  await workbench.explorer.expand('db', 'migration');
  await workbench.palette.open('V5__reviews.sql');
  await workbench.views.icon('Database Architect').waitFor();
  await workbench.views.show('Database Architect');
  const panel = await workbench.webview('textarea');
  await panel.getByPlaceholder('Ask about your schema').first().waitFor();
});
