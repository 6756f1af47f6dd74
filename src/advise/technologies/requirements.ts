import type { Cloud, Shape, Technology } from './technology';

/** What is asked of a database, as far as it is known. What is absent is unknown, not "no". */
export interface Requirements {
  /** What the data is and what is done with it; the first is the main one. */
  readonly shapes: readonly Shape[];
  readonly transactions?: 'across records' | 'within a record' | 'none';
  readonly consistency?: 'strong' | 'eventual';
  /** Of data, indexes included, in the time that is planned for. */
  readonly terabytes?: number;
  readonly writesPerSecond?: number;
  readonly latencyMilliseconds?: number;
  readonly regions?: 'one' | 'several that read' | 'several that write';
  readonly hosting?: 'managed' | 'own machines';
  readonly cloud?: Cloud;
  readonly licence?: 'open source' | 'any';
  readonly budget?: 'small' | 'medium' | 'large';
  /** Regimes: GDPR, HIPAA, PCI DSS, SOC 2. */
  readonly compliance: readonly string[];
  /** Technologies that the team knows, and those that it runs already, by id. */
  readonly team: readonly string[];
  readonly existing: readonly string[];
}

export const NOTHING_KNOWN: Requirements = { shapes: [], compliance: [], team: [], existing: [] };

/** The technology that people mean by a name: its id, its name, or another name of it. */
export function findTechnology(catalogue: readonly Technology[], name: string): Technology | undefined {
  const wanted = name.trim().toLowerCase();
  const names = ({ id, name: called, also }: Technology) => [id, called.toLowerCase(), ...also];
  return (
    catalogue.find((technology) => names(technology).includes(wanted)) ??
    catalogue.find((technology) =>
      names(technology).some((known) => known.replace(/[\s-]/g, '') === wanted.replace(/[\s-]/g, '')),
    )
  );
}
