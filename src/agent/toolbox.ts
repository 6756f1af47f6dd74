/** Runs the tools against the index: in the server's process, where the index is. */
import type { Evidence, FileChange, Proposal } from '../model';
import type { FormQuestion } from '../protocol';
import { pathBelow, uriOf } from '../workspace';
import { evidenceOf } from './evidence';
import { gitignore } from './gitignore';
import { type Guarded, mayPropose, mayRead, plain } from './guards';
import type { Index } from './indexed';
import { placeMigration, rehearse } from './new-migration';
import { planOfSql } from './plan-sources';
import { redact } from './redact';
import type { Facts, RuleText, SourceText, Tool, ToolContext } from './tool';
import { tools as ours } from './tools/index.gen';

export interface ToolPorts {
  /** As it is now. */
  index(): Index;
  readonly rules: readonly RuleText[];
  /** Where a file URI really lies, links resolved; of a file that is not there, where its folder lies. Undefined when neither is. */
  realUri(uri: string): string | undefined;
  now(): Date;
  /** A tool threw: a bug of ours, for the log and not for the model. */
  onBug(error: unknown): void;
  /** Ours unless told. */
  readonly tools?: readonly Tool[];
}

/** What goes along with a result's text. It crosses to the host as JSON. */
export interface ToolData {
  readonly summary: string;
  readonly proposal?: Proposal;
  readonly facts?: Facts;
  readonly form?: readonly FormQuestion[];
  readonly followUps?: readonly string[];
}

/** What the host is told of a tool that ran. */
export type ToolReport =
  | {
      readonly kind: 'ok';
      readonly text: string;
      readonly data: ToolData;
    }
  | { readonly kind: 'error'; readonly text: string };

export interface Toolbox {
  /** Never throws: what goes wrong inside is an error for the model that tells nothing of the inside. */
  run(name: string, input: unknown): ToolReport;
  /** Evidence anew, after the user changed a proposal. */
  evidence(files: readonly FileChange[]): Evidence;
}

/** Tools over an index. */
export function createToolbox(ports: ToolPorts): Toolbox {
  const tools = ports.tools ?? ours;
  let made = 0;
  const newId = () => `proposal-${ports.now().getTime().toString(36)}-${++made}`;
  return {
    run: (name, input) => {
      const tool = tools.find((candidate) => candidate.name === name);
      if (tool === undefined)
        return { kind: 'error', text: `No tool "${name}". Known: ${tools.map((known) => known.name).join(', ')}.` };
      try {
        const result = tool.run(input, contextOf(ports, newId));
        if (result.kind === 'error') return { kind: 'error', text: clean(result.text) };
        const { kind, text, summary, ...more } = result;
        return { kind, text: clean(text), data: { summary: clean(summary), ...more } };
      } catch (error) {
        ports.onBug(error);
        return { kind: 'error', text: `${name} failed inside the extension. Go on without it.` };
      }
    },
    evidence: (files) => evidenceOf(files, ports.index()),
  };
}

/** Whatever a tool says goes to a model: defaults, comments and messages may quote a secret too. */
const clean = (text: string) => redact(plain(text)).text;

function contextOf(ports: ToolPorts, newId: () => string): ToolContext {
  const index = ports.index();
  const uri = (path: string) => uriFor(index, path);
  const inside = (path: string) => staysInside(ports, index, uri(path));
  return {
    layers: index.layers,
    findingsOf: (layer) => index.findingsOf(layer),
    rules: ports.rules,
    path: (at) => index.path(at),
    uri,
    cite: ({ uri: at, start }) => `${index.path(at)}:${start.line + 1}`,
    source: (path) => source(ports, index, path),
    exact: (at) => index.text(at),
    mayPropose: (path) => {
      const guarded = mayPropose(path);
      return guarded.kind === 'refused' ? guarded : inside(path);
    },
    place: (migration) => placeMigration(migration, index, ports.now()),
    rehearse: (migration) => rehearse(migration, index, ports.now()),
    plan: (layer, sql) => planOfSql(layer, sql, index, ports.now()),
    evidence: (files) => evidenceOf(files, index),
    newId,
  };
}

/** The file of that path in the first workspace folder that has it; a new one goes to the first folder. */
function uriFor({ roots, text }: Index, path: string): string {
  const uris = roots.map((root) => uriOf(root, path));
  return uris.find((uri) => text(uri) !== undefined) ?? uris[0] ?? path;
}

/** A link that leads out of the workspace folders is outside them, whatever its path says; so is a link into a hidden folder. */
function staysInside(ports: ToolPorts, { roots }: Index, uri: string): Guarded {
  const real = ports.realUri(uri);
  const realRoots = roots.flatMap((root) => ports.realUri(root) ?? []);
  const below = real === undefined ? undefined : realRoots.flatMap((root) => pathBelow(root, real) ?? [])[0];
  if (below === undefined) return { kind: 'refused', because: 'It lies outside the workspace folders.' };
  if (below.split('/').some((part) => part.startsWith('.'))) {
    return { kind: 'refused', because: 'It leads into a hidden folder.' };
  }
  return { kind: 'allowed' };
}

function source(ports: ToolPorts, index: Index, path: string): SourceText {
  const guarded = mayRead(path);
  if (guarded.kind === 'refused') return guarded;
  const uri = uriFor(index, path);
  const root = index.roots.find((folder) => pathBelow(folder, uri) !== undefined);
  const text = index.text(uri);
  if (root === undefined || text === undefined)
    return { kind: 'refused', because: `No text file "${plain(path)}" in this workspace.` };
  const link = staysInside(ports, index, uri);
  if (link.kind === 'refused') return link;
  const ignored = gitignore(index.text(uriOf(root, '.gitignore')) ?? '');
  if (ignored(path)) return { kind: 'refused', because: `${path} is ignored by .gitignore and is never read.` };
  return { kind: 'text', text: redact(text).text };
}
