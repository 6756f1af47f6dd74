import type { Dialect } from '../../model';

/** A branch of a template condition that was kept: what it holds may not run. */
export interface TemplateRegion {
  readonly start: number;
  readonly end: number;
}

/** Follows `if … else … end` of templates and keeps one branch of each. */
export interface Branches {
  /** True while the text belongs to a branch that is not kept. */
  readonly dropping: boolean;
  /** Takes notice of a template; true when it is control and gives no text. */
  see(body: string, start: number, end: number): boolean;
  finish(end: number): readonly TemplateRegion[];
}

interface Level {
  /** A branch of it has been kept already. */
  chosen: boolean;
  keeps: boolean;
  /** Where the kept branch starts; -1 when none is open. */
  from: number;
}

const NAMES: Readonly<Record<Dialect, RegExp>> = {
  postgresql: /postgres|pgsql|\bpg\b/i,
  mysql: /mysql/i,
  mariadb: /maria|mysql/i,
  sqlite: /sqlite/i,
  sqlserver: /mssql|sql_?server|tsql/i,
  oracle: /oracle|plsql/i,
  mongodb: /mongo/i,
};
const ANY_NAME = /postgres|pgsql|mysql|maria|sqlite|mssql|oracle|sqlserver|cockroach/i;

export function createBranches(dialect: Dialect): Branches {
  const levels: Level[] = [];
  const regions: TemplateRegion[] = [];
  /** How many of the open levels are in a branch that is not kept. */
  let dropped = 0;
  const close = (level: Level, end: number): void => {
    if (level.keeps && level.from >= 0) regions.push({ start: level.from, end });
    if (!level.keeps) dropped--;
    level.from = -1;
  };
  const open = (condition: string, at: number): void => {
    const keeps = wants(condition, dialect);
    if (!keeps) dropped++;
    levels.push({ chosen: keeps, keeps, from: keeps ? at : -1 });
  };
  const turn = (condition: string | undefined, start: number, end: number): void => {
    const level = levels[levels.length - 1];
    if (!level) return;
    close(level, start);
    level.keeps = !level.chosen && (condition === undefined || wants(condition, dialect));
    if (level.keeps) Object.assign(level, { chosen: true, from: end });
    else dropped++;
  };
  return {
    get dropping() {
      return dropped > 0;
    },
    see: (body, start, end) => {
      const word = /^[#/]?\w+/.exec(body)?.[0].toLowerCase() ?? '';
      const rest = body.slice(word.length);
      if (word === 'if' || word === 'unless' || word === '#if' || word === 'with') open(rest, end);
      else if (word === 'range' || word === 'for' || word === '#each') open('', end);
      else if (word === 'else' || word === 'elif' || word === 'elseif' || word === 'elsif') {
        const condition = word === 'else' ? /^\s*if\b(.*)$/s.exec(rest)?.[1] : rest;
        turn(condition, start, end);
      } else if (word === 'end' || word === 'endif' || word === 'endfor' || word.startsWith('/')) {
        const level = levels.pop();
        if (level) close(level, start);
      } else return word === 'define' || word === 'template' || word === 'block' || body.includes(':=');
      return true;
    },
    finish: (end) => {
      for (const level of levels) close(level, end);
      return regions.sort((a, b) => a.start - b.start);
    },
  };
}

/** A condition that names dialects is decided by ours; one that names none is taken. */
function wants(condition: string, dialect: Dialect): boolean {
  if (!ANY_NAME.test(condition)) return true;
  const names = NAMES[dialect].test(condition);
  return /\bnot\b|!/.test(condition) ? !names : names;
}
