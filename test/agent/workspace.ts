/** A toolbox over files in memory, read and reviewed for real. */
import { createToolbox, type Index, type Toolbox, type ToolReport } from '../../src/agent';
import { reviewDataLayer, rules } from '../../src/review';
import { createWorkspace, pathBelow, type Workspace, type WorkspacePort } from '../../src/workspace';

export const root = 'file:///work/shop';

export const shop: Readonly<Record<string, string>> = {
  'db/migration/V1__catalogue.sql':
    'CREATE TABLE authors (\n  id bigint PRIMARY KEY,\n  name text NOT NULL\n);\nCREATE TABLE books (\n  id bigint PRIMARY KEY,\n  author_id bigint NOT NULL REFERENCES authors (id),\n  title text NOT NULL,\n  price numeric(10,2)\n);\n',
  'db/migration/V2__orders.sql':
    "CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  book_id bigint NOT NULL REFERENCES books (id),\n  placed_at timestamptz NOT NULL DEFAULT now(),\n  email text\n);\nINSERT INTO authors VALUES (1, 'ada@example.org');\n",
  'db/migration/V3__speed_up.sql': 'CREATE INDEX orders_book_id_idx ON orders (book_id);\n',
  'flyway.toml': '[environments.default]\nurl = "jdbc:postgresql://localhost/shop"\n',
  '.env': 'DATABASE_URL=postgres://app:hunter2@db/prod\n',
  '.gitignore': 'build/\n*.local.sql\n!keep.local.sql\n',
  'build/out.sql': 'CREATE TABLE built (id int);\n',
  'notes.local.sql': '-- private\n',
  'keep.local.sql': '-- public\n',
  'app/orders.ts': "export const find = 'select * from orders';\n",
};

function port(files: Readonly<Record<string, string>>): WorkspacePort {
  return {
    root,
    list: async (leavesOut) => ({
      files: Object.entries(files)
        .filter(([path]) => !leavesOut(path))
        .map(([path, text]) => ({ path, bytes: text.length })),
      notices: [],
    }),
    read: (path) => {
      const text = files[path];
      return text === undefined ? { kind: 'gone' } : { kind: 'bytes', bytes: new TextEncoder().encode(text) };
    },
  };
}

/** The index over a workspace in memory. */
export function indexOf(workspace: Workspace): Index {
  return {
    roots: [root],
    layers: workspace.dataLayers(),
    findingsOf: (layer) => reviewDataLayer(layer, { source: (uri) => workspace.textOf(uri), today: '2026-11-22' }),
    layersOf: (uri) => workspace.layersOf(uri),
    text: (uri) => workspace.textOf(uri),
    path: (uri) => pathBelow(root, uri) ?? uri,
    overlay: (changes) => indexOf(workspace.overlay(changes)),
  };
}

export interface Tools extends Toolbox {
  readonly workspace: Workspace;
}

/** `links` says where a path really leads. */
export async function openTools(files = shop, links: Readonly<Record<string, string>> = {}): Promise<Tools> {
  const workspace = await createWorkspace([port(files)]);
  const realUri = (uri: string) => {
    const path = pathBelow(root, uri) ?? '';
    const link = Object.keys(links).find((from) => path === from || path.startsWith(`${from}/`));
    return link === undefined ? uri : (links[link] ?? '') + path.slice(link.length);
  };
  const onBug = (error: unknown) => {
    throw error;
  };
  const now = () => new Date('2026-11-22T10:00:00Z');
  const toolbox = createToolbox({ index: () => indexOf(workspace), rules, realUri, now, onBug });
  return { ...toolbox, workspace };
}

/** The text of a result that is to be good. */
export function good(report: ToolReport): string {
  if (report.kind === 'error') throw new Error(report.text);
  return report.text;
}

export function dataOf(report: ToolReport) {
  if (report.kind === 'error') throw new Error(report.text);
  return report.data;
}
