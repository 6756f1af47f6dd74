import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { DataLayer, FileChange, Proposal } from '../../src/model';
import { dataOf, openTools } from '../agent/workspace';

const formats = resolve(__dirname, '../../src/formats');

/** The bookshop as a project of a tool. */
export function example(tool: string): Readonly<Record<string, string>> {
  const root = join(formats, tool, 'example');
  const files: Record<string, string> = {};
  const walk = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else files[relative(root, path)] = readFileSync(path, 'utf8');
    }
  };
  walk(root);
  return files;
}

export interface Proposed {
  readonly proposal: Proposal;
  /** The data layer as it would be with the files. */
  readonly layer: DataLayer;
  readonly before: DataLayer;
}

/** A change planned in a project, by the agent's own tool. */
export async function proposed(files: Readonly<Record<string, string>>, sql: string): Promise<Proposed> {
  const box = await openTools(files);
  const [before] = box.workspace.dataLayers();
  const { proposal } = dataOf(box.run('propose', { title: 'Plan', rationale: 'Asked for.', plan: { sql } }));
  if (proposal === undefined || before === undefined) throw new Error('nothing was proposed');
  const [layer] = box.workspace.overlay(proposal.files).dataLayers();
  if (layer === undefined) throw new Error('the data layer is gone');
  return { proposal, layer, before };
}

/** New files by path below the project. */
export function textsOf({ files }: { readonly files: readonly FileChange[] }): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(({ uri, after }) => [uri.replace('file:///work/shop/', ''), after ?? '']));
}
