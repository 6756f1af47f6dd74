import type { Operation } from '../../model';
import { printStatements } from '../../sql';
import type { WriteContext, WrittenFile } from '../format';
import { slug } from '../next-version';
import { joinPath } from '../paths';
import { needsNoTransaction } from '../transaction';
import type { SqitchConfig } from './config';
import { configFor } from './locate';
import { type Plan, readPlan } from './plan';

/** As sqitch's templates have it: what the script does, then a transaction of its own unless a step refuses one. */
function script(
  title: string,
  operations: readonly Operation[],
  end: 'COMMIT' | 'ROLLBACK',
  { dialect }: WriteContext,
): string {
  const text = printStatements(operations, dialect);
  const body = needsNoTransaction(operations, dialect) ? text : `BEGIN;\n\n${text}\n${end};\n`;
  return `-- ${title}\n\n${body}`;
}

/** `sqitch add name`: a line at the end of the plan and three scripts. The planner is who planned the last change. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const text = context.text ?? (() => undefined);
  const planFile = joinPath(context.root, 'sqitch.plan');
  const { config } = configFor({ has: (path) => text(path) !== undefined, text }, planFile);
  const before = text(planFile) ?? '%syntax-version=1.0.0\n%project=database\n\n';
  const plan = readPlan(before);
  const change = freeName(slug(name, '_'), plan);
  const place = (folder: keyof Pick<SqitchConfig, 'deploy' | 'revert' | 'verify'>) =>
    joinPath(config[folder], `${change}.${config.extension}`);
  const full = `${plan.project}:${change}`;
  const engine = config.engine || 'pg';
  return [
    { path: place('deploy'), text: script(`Deploy ${full} to ${engine}`, up, 'COMMIT', context) },
    { path: place('revert'), text: script(`Revert ${full} from ${engine}`, down, 'COMMIT', context) },
    { path: place('verify'), text: script(`Verify ${full} on ${engine}`, [], 'ROLLBACK', context) },
    planned(before, plan, change, name, context, planFile),
  ];
}

/** sqitch refuses a name that is planned already, unless it is reworked. */
function freeName(name: string, { changes }: Plan): string {
  const taken = new Set(changes.map((change) => change.name));
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}_${number}`;
  return free;
}

function planned(
  before: string,
  { changes }: Plan,
  change: string,
  note: string,
  { now, text }: WriteContext,
  path: string,
): WrittenFile {
  const time = now.toISOString().replace(/\.\d+Z$/, 'Z');
  const planner = changes.at(-1)?.planner || 'Unknown <unknown@localhost>';
  const line = `${change} ${time} ${planner} # ${note.replace(/\s+/g, ' ')}\n`;
  const whole = `${before.replace(/\n*$/, '\n')}${changes.length === 0 ? '\n' : ''}${line}`;
  return text?.(path) === undefined ? { path, text: whole } : { path, text: whole, edited: true };
}
