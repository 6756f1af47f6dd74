/** "Plan Migration…": from a finding, the models, SQL, or a change that was begun. */
import { ProgressLocation, type QuickPickItem, window } from 'vscode';
import type { PlanChoice, PlanChoices, PlanSource, ProposeFixArgument } from '../../server/requests';
import type { PanelPorts } from './ports';

interface Choice extends QuickPickItem {
  /** Absent: the change is still to be written as SQL. */
  readonly source?: PlanSource;
}

/** The proposal that a plan gives; undefined when the user turned away, or there is none, which is said. */
export async function choosePlan(ports: PanelPorts, argument: unknown): Promise<ProposeFixArgument | undefined> {
  const source = isSource(argument) ? argument : await choose(await ports.planChoices());
  if (source === undefined) return undefined;
  const outcome = await window.withProgress(
    { location: ProgressLocation.Window, title: 'Planning the migration' },
    () => ports.plan(source),
  );
  if (outcome.kind === 'impossible') {
    await window.showInformationMessage(`No plan: ${outcome.because}`);
    return undefined;
  }
  const { title, rationale, files } = outcome;
  return { title, rationale, files };
}

/** A quick fix gives one; the palette gives nothing, a menu a URI. */
function isSource(argument: unknown): argument is PlanSource {
  const kind = (argument as Partial<PlanSource> | undefined)?.kind;
  return kind === 'finding' || kind === 'sql' || kind === 'models';
}

async function choose({ pending, models, layers }: PlanChoices): Promise<PlanSource | undefined> {
  if (layers.length === 0) {
    await window.showInformationMessage('No plan: this workspace has no migrations whose tool could be followed.');
    return undefined;
  }
  const item = ({ title, detail, source }: PlanChoice): Choice => ({ label: title, detail, source });
  const typed: Choice = {
    label: 'A change that I write as SQL…',
    detail: 'As for an empty table: the plan makes it safe',
  };
  const picked = await window.showQuickPick([...pending.map(item), typed, ...models.map(item)], {
    title: 'Plan Migration',
    placeHolder: 'What should change?',
  });
  return picked === undefined || picked.source !== undefined ? picked?.source : askSql(layers);
}

async function askSql(layers: PlanChoices['layers']): Promise<PlanSource | undefined> {
  const [only, ...more] = layers.map(({ id, name }) => ({ label: name, id }));
  const layer =
    more.length === 0
      ? only
      : await window.showQuickPick([...(only ? [only] : []), ...more], {
          title: 'Plan Migration',
          placeHolder: 'In which data layer?',
        });
  if (layer === undefined) return undefined;
  const sql = await window.showInputBox({
    title: 'Plan Migration',
    prompt: 'The change as SQL',
    placeHolder: 'ALTER TABLE users RENAME COLUMN name TO full_name',
    ignoreFocusOut: true,
  });
  return sql === undefined || sql.trim() === '' ? undefined : { kind: 'sql', layer: layer.id, sql };
}
