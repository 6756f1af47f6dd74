import type { Table } from '../../model';
import type { Cases } from '../cases';
import { wordsOf } from '../column-words';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';
import { columnOf, isDesigned } from '../tables';

export const rule = defineRule({
  id: 'unique-missing-tenant',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A table whose rows belong to tenants keeps a name unique over all of them.',
  why: 'The second customer cannot call their project "Default", and learns from the error that another has one. Values that are one for everybody (e-mail, slug, domain, token) are let pass.',
  instead: 'UNIQUE (tenant, name), the tenant first.',
  sources: ['https://docs.citusdata.com/en/stable/sharding/data_modeling.html'],
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      const tenant = table.columns.find(({ name, notNull }) => notNull && isTenant(name));
      if (!tenant || isTenantItself(table, tenant.name) || /domains?$/i.test(table.name)) return;
      for (const { at, name, columns } of [...table.uniques, ...table.indexes.filter(({ unique }) => unique)]) {
        const [only, second] = columns;
        if (!only?.column || second || !isOwnName(only.column.name) || !isChosen(table, only.column.name, context))
          continue;
        context.report({
          span: at,
          table,
          message: `${name} keeps ${only.column.name} unique over all of ${table.name}, whose rows belong to a ${tenant.name.replace(/_?id$/i, '')}: a second one cannot use a name that the first has. Make it UNIQUE (${tenant.name}, ${only.column.name}).`,
        });
      }
    },
  },
});

function isTenant(name: string): boolean {
  return /^(?:tenant|org|organization|organisation|workspace|company)id$/.test(wordsOf(name).join(''));
}

function isTenantItself({ name, primaryKey }: Table, tenant: string): boolean {
  const isKey = primaryKey?.columns.length === 1 && primaryKey.columns[0]?.column?.name === tenant;
  return isKey || new RegExp(`^${wordsOf(tenant)[0] ?? ''}s?$`).test(wordsOf(name).join(''));
}

/** What each customer chooses for themselves. */
function isOwnName(name: string): boolean {
  return /^(?:name|title|label|code|number|sku|displayname)$/.test(wordsOf(name).join(''));
}

function isChosen(table: Table, name: string, context: BaseContext): boolean {
  const column = columnOf(table, name, context);
  return column !== undefined && !column.generated && !column.default && !column.identity;
}

export const cases: Cases = {
  good: [
    {
      title: 'the tenant in the key',
      sql: 'CREATE TABLE projects (id int PRIMARY KEY, tenant_id int NOT NULL, name text NOT NULL, UNIQUE (tenant_id, name));',
    },
    {
      title: 'what is one for everybody',
      sql: 'CREATE TABLE projects (id int PRIMARY KEY, tenant_id int NOT NULL, slug text UNIQUE, email text UNIQUE);',
    },
    { title: 'a table without tenants', sql: 'CREATE TABLE plans (id int PRIMARY KEY, name text UNIQUE);' },
  ],
  bad: [
    {
      title: 'a name',
      sql: 'CREATE TABLE projects (id int PRIMARY KEY, tenant_id int NOT NULL, name text NOT NULL, CONSTRAINT «k» UNIQUE (name));',
      says: [
        'k keeps name unique over all of projects, whose rows belong to a tenant: a second one cannot use a name that the first has. Make it UNIQUE (tenant_id, name).',
      ],
    },
  ],
};
