import type { Overview, SeverityCounts } from '../server/requests';

/** "1 finding", "2 findings", "no findings". */
export function plural(count: number, noun: string): string {
  if (count === 0) return `no ${noun}s`;
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

export function total({ error, warning, info }: SeverityCounts): number {
  return error + warning + info;
}

/** "2 errors, 1 warning", or nothing. */
export function severityText({ error, warning, info }: SeverityCounts): string {
  const parts = [
    error > 0 ? plural(error, 'error') : '',
    warning > 0 ? plural(warning, 'warning') : '',
    info > 0 ? `${info} advice` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Whole per cent, never rounded up to 100 while something is missing. */
export function percent({
  statements,
  understood,
}: {
  readonly statements: number;
  readonly understood: number;
}): string {
  if (statements === 0 || understood === statements) return '100 %';
  return `${Math.min(99, Math.round((100 * understood) / statements))} %`;
}

export interface Totals {
  readonly tables: number;
  readonly statements: number;
  readonly understood: number;
  readonly findings: SeverityCounts;
}

/** All data layers together; those of tests and examples count where there is nothing else. */
export function totals({ layers: all, findings }: Overview): Totals {
  const own = all.filter(({ purpose }) => purpose === undefined);
  const layers = own.length > 0 ? own : all;
  const sum = (of: (layer: Overview['layers'][number]) => number) =>
    layers.reduce((known, layer) => known + of(layer), 0);
  return {
    tables: sum(({ tables }) => tables),
    statements: sum(({ coverage }) => coverage.statements),
    understood: sum(({ coverage }) => coverage.understood),
    findings,
  };
}
