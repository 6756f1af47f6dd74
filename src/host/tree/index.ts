import { EventEmitter, type TreeDataProvider, window } from 'vscode';
import type { LayerDetail } from '../../server/requests';
import type { Contribution, Deps } from '../deps';
import { together } from '../server-client';
import { treeItem } from './item';
import { layerChildren, type Node, rootNodes, tableChildren } from './nodes';

/** Details of data layers, asked for once between two changes. */
function createProvider({ server }: Deps, changed: EventEmitter<undefined>): TreeDataProvider<Node> {
  let details = new Map<string, Promise<LayerDetail | null>>();
  changed.event(() => {
    details = new Map();
  });
  const detailOf = (id: string) => {
    const known = details.get(id) ?? server.request('databaseArchitect/layer', { id });
    details.set(id, known);
    return known;
  };
  return {
    onDidChangeTreeData: changed.event,
    getTreeItem: treeItem,
    async getChildren(node) {
      if (!node) {
        const overview = server.overview ?? (await server.request('databaseArchitect/overview', {}));
        return [...rootNodes(overview)];
      }
      switch (node.kind) {
        case 'layer': {
          const detail = await detailOf(node.id);
          return detail === null ? [] : [...layerChildren(detail)];
        }
        case 'group':
          return [...node.children];
        case 'table':
          return [...tableChildren(node.id, node.table)];
        default:
          return [];
      }
    },
  };
}

/** The view "Data Layer": data layers, tables, migrations, findings, and what was not understood. */
export const dataLayerTree: Contribution = (deps) => {
  const changed = new EventEmitter<undefined>();
  const view = window.createTreeView('databaseArchitect.dataLayer', {
    treeDataProvider: createProvider(deps, changed),
    showCollapseAll: true,
  });
  return together(
    view,
    changed,
    deps.server.onDidChange(() => changed.fire(undefined)),
  );
};
