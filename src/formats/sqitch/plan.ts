/** `sqitch.plan` ("sqitchchanges" and App::Sqitch::Plan: Grammar). */

export interface Change {
  readonly name: string;
  /** `[orders payments @v1.0 other:change !conflict]`, as written. */
  readonly dependencies: readonly string[];
  readonly note: string;
  /** `Ada Reader <ada@example.org>`. */
  readonly planner: string;
  /** The first tag behind this one, where the same change comes again later: its scripts are `name@tag.sql` ("sqitch-rework"). */
  readonly reworkedBefore?: string;
}

export interface Plan {
  readonly project: string;
  readonly changes: readonly Change[];
}

/** A line is a pragma, a tag or a change; what follows the name: dependencies, a time, the planner, a note. */
const LINE = /^\s*([-+@]?)\s*([^\s#%@[\]][^\s#[\]]*)\s*(?:\[([^\]]*)\])?\s*(\S+Z)?\s*([^#]*?)\s*(?:#\s*(.*?)\s*)?$/;
const PRAGMA = /^\s*%\s*([\w-]+)\s*(?:=\s*(.*?)\s*)?$/;

interface Step extends Change {
  readonly kind: 'change' | 'tag';
}

function stepOf(line: string): Step | undefined {
  const [, sign, name, dependencies, , planner, note] = LINE.exec(line) ?? [];
  // `-change` would revert within a plan: sqitch knows the sign and never writes it.
  if (name === undefined || sign === '-') return undefined;
  return {
    kind: sign === '@' ? 'tag' : 'change',
    name,
    dependencies: dependencies?.trim().split(/\s+/).filter(Boolean) ?? [],
    note: note ?? '',
    planner: planner ?? '',
  };
}

export function readPlan(text: string): Plan {
  let project = '';
  const steps: Step[] = [];
  for (const line of text.split(/\r?\n/)) {
    const pragma = PRAGMA.exec(line);
    if (pragma) project = pragma[1] === 'project' ? (pragma[2] ?? '') : project;
    else {
      const step = line.trim() === '' ? undefined : stepOf(line);
      if (step) steps.push(step);
    }
  }
  const changes = steps.flatMap(({ kind, ...change }, at): readonly Change[] => {
    if (kind === 'tag') return [];
    const later = steps.slice(at + 1);
    const again = later.some((other) => other.kind === 'change' && other.name === change.name);
    const tag = again ? later.find((other) => other.kind === 'tag')?.name : undefined;
    return [tag === undefined ? change : { ...change, reworkedBefore: tag }];
  });
  return { project, changes };
}
