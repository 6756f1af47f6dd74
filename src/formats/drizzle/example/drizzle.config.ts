export default {
  dialect: 'postgresql',
  schema: './src/schema',
  casing: 'snake_case',
};
