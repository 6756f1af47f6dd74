import { type QuickPickItem, window } from 'vscode';
import type { ComparableLayer, ComparisonReport, SideView } from '../server/requests';
import type { Contribution, Deps } from './deps';
import { type Html, html, nothing, placeLink, type Report, type Reports } from './report';
import { registerCommand } from './server-client';

const WORDS = { '+': 'Added', '-': 'Gone', '~': 'Changed' } as const;

function differenceParts({ differences }: ComparisonReport): readonly Html[] {
  if (differences.length === 0) return [html`<p>Nothing differs.</p>`];
  const rows = differences.map(({ sign, text, path, place }) => {
    const at = path === undefined || place === undefined ? nothing : html` · ${placeLink(path, place)}`;
    return html`<li>${WORDS[sign]}: <code>${text}</code>${at}</li>`;
  });
  return [html`<ul>${rows}</ul>`];
}

function listed(heading: string, sentences: readonly string[]): readonly Html[] {
  if (sentences.length === 0) return [];
  return [html`<h2>${heading}</h2><ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`];
}

function reportOf(comparison: ComparisonReport): Report {
  if (comparison.problem !== undefined) return { title: comparison.title, body: [html`<p>${comparison.problem}</p>`] };
  return {
    title: comparison.title,
    body: [
      ...differenceParts(comparison),
      ...listed('Renamed, or dropped and added?', comparison.questions),
      ...listed('What a plain statement cannot do', comparison.notes),
      ...(comparison.sql === '' ? [] : [html`<h2>Statements</h2><pre><code>${comparison.sql}</code></pre>`]),
    ],
  };
}

type Item<T> = QuickPickItem & { readonly value: T };

async function pick<T>(items: readonly Item<T>[], title: string): Promise<T | undefined> {
  if (items.length === 1) return items[0]?.value;
  return (await window.showQuickPick(items, { title, matchOnDescription: true }))?.value;
}

const BRANCH: SideView = { id: 'git', title: 'As it is in a git branch or commit…' };

async function pickSide(
  layer: ComparableLayer,
  title: string,
  except: string | undefined,
): Promise<string | undefined> {
  const sides = [...layer.sides, BRANCH].filter(({ id }) => id !== except);
  const picked = await window.showQuickPick(
    sides.map((side) => ({ label: side.title, value: side.id })),
    { title },
  );
  if (picked?.value !== BRANCH.id) return picked?.value;
  const ref = await window.showInputBox({ title, prompt: 'Branch, tag or commit', value: 'main' });
  return ref === undefined || ref.trim() === '' ? undefined : `git ${ref.trim()}`;
}

async function compare({ server }: Deps, reports: Reports): Promise<void> {
  const layers = await server.request('databaseArchitect/comparable', {});
  if (layers.length === 0) {
    await window.showInformationMessage('This workspace has no data layer to compare.');
    return;
  }
  const layer = await pick(
    layers.map((one) => ({ label: one.name, value: one })),
    'Compare Schemas: which database?',
  );
  if (!layer) return;
  const from = await pickSide(layer, `Compare Schemas of ${layer.name}: from`, undefined);
  if (from === undefined) return;
  const to = await pickSide(layer, `Compare Schemas of ${layer.name}: to`, from);
  if (to === undefined) return;
  const params = { layer: layer.id, from, to };
  await reports.show(`compare ${JSON.stringify(params)}`, async () =>
    reportOf(await server.request('databaseArchitect/compare', params)),
  );
}

/** "Compare Schemas…": two of migrations, models, schema file and a git branch, as a page with links to the places. */
export function compareSchemas(reports: Reports): Contribution {
  return (deps) =>
    registerCommand('compareSchemas', () => {
      compare(deps, reports).catch((error: unknown) => {
        deps.output.error(`The comparison failed: ${String(error)}`);
        void window.showErrorMessage('Database Architect could not compare: its output says why.');
      });
    });
}
