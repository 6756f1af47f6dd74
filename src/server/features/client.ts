import { SYNTAX_ERROR } from '../../review';
import type { InitializationOptions } from '../requests';

/** What the editor on the other side can do, beyond its capabilities. */
export type ClientAbilities = InitializationOptions;

/** Commands of the host that the server offers. */
export type HostCommand =
  | 'askArchitect'
  | 'reviewSchema'
  | 'rehearseMigration'
  | 'showRulePage'
  | 'suppressFinding'
  | 'proposeFix'
  | 'planMigration'
  | 'showFindings';

export const hostCommand = (name: HostCommand): string => `databaseArchitect.${name}`;

/** Address of a rule's page, in an editor that has told where the pages are. */
export function rulePageOf({ rulePage }: ClientAbilities, rule: string): string | undefined {
  // It is no rule, and has no page.
  if (rule === SYNTAX_ERROR) return undefined;
  return rulePage?.replace('{id}', encodeURIComponent(rule));
}

/** A markdown link that runs a command of the host; undefined where there are none. */
export function commandLink(
  client: ClientAbilities,
  name: HostCommand,
  title: string,
  argument: unknown,
): string | undefined {
  if (client.commands !== true) return undefined;
  return `[${title}](command:${hostCommand(name)}?${encodeURIComponent(JSON.stringify([argument]))})`;
}
