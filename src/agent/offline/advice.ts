/** Slash commands whose answer is knowledge and arithmetic: each becomes one call of a tool. */
import { catalogue, wishesIn } from '../../advise';
import type { ContextChip, SlashCommand } from '../../protocol';
import { readCapacity } from './table-loads';

export type Call = readonly [name: string, input: Readonly<Record<string, unknown>>];

export interface Advice {
  readonly kind: 'advice';
  readonly call: Call;
}

interface AdviceCommand extends SlashCommand {
  /** For the offline architect's help. */
  readonly example: string;
  callFor(argument: string, chips: readonly ContextChip[]): Call;
}

const commands: readonly AdviceCommand[] = [
  {
    name: '/compare',
    description: 'Rank technologies for requirements, or set named ones side by side',
    argument: 'relational, 2 TB, aws; or: postgresql, mongodb',
    example: '`/compare relational, full text, 2 TB, aws`, or `/compare postgresql, mongodb`',
    callFor: (argument) => ['compare_technologies', { ...wishesIn(catalogue, argument) }],
  },
  {
    name: '/capacity',
    description: 'Sizes, growth, partitions, pool, disks and backups from rows and load',
    argument: 'orders 40M rows, 1M a month, kept 24 months, 500 requests/s',
    example: '`/capacity orders 40M rows, 1M a month, kept 24 months; 500 requests/s, RPO 5 min, RTO 60 min`',
    callFor: (argument) => ['estimate_capacity', { ...readCapacity(argument) }],
  },
  {
    name: '/query',
    description: 'What slows a query down, and which index would serve it',
    argument: 'SELECT …, or a file with queries',
    example: '`/query` with a SELECT, UPDATE or DELETE, or a file: what slows it down, which index would serve it',
    callFor: (argument) => [
      'analyse_query',
      /^\S+\.\w+$/.test(argument)
        ? { sql: '', path: argument, dataLayer: '' }
        : { sql: argument, path: '', dataLayer: '' },
    ],
  },
  {
    name: '/classify',
    description: 'Personal, health and payment data, and what GDPR, HIPAA, PCI DSS and SOC 2 ask of it',
    argument: 'tables, or nothing for all',
    example: '`/classify`: personal, health, payment data and credentials, and what the laws and standards ask of them',
    callFor: (argument, chips) => ['classify_data', { dataLayer: '', tables: tablesOf(argument, chips) }],
  },
  {
    name: '/convert',
    description: 'The schema for another engine, with what is lost',
    argument: 'to mysql, or: orders, books to oracle',
    example:
      '`/convert to mysql`, `/convert orders to oracle`: DDL for another engine, what is lost, what the application must change',
    callFor: (argument, chips) => ['convert_schema', conversionIn(argument, chips)],
  },
  {
    name: '/diagram',
    description: 'ERD of all or some tables, architecture, replication or sharding as Mermaid',
    argument: 'tables, or: architecture, replication 2, sharding tenant_id 8',
    example: '`/diagram orders`, `/diagram replication 2`, `/diagram sharding tenant_id 8`: Mermaid text',
    callFor: (argument, chips) => ['draw_diagram', diagramIn(argument, chips)],
  },
];

/** As the box lists them. */
export const adviceCommands: readonly SlashCommand[] = commands.map(({ name, description, argument }) => ({
  name,
  description,
  ...(argument === undefined ? {} : { argument }),
}));

export const helpOfAdvice: readonly string[] = commands.map(({ example }) => `- ${example}`);

/** The tool's call of a command, if it is one of these. */
export function adviceFor(command: string, argument: string, chips: readonly ContextChip[]): Advice | undefined {
  const found = commands.find(({ name }) => name === `/${command}`);
  return found === undefined ? undefined : { kind: 'advice', call: found.callFor(argument, chips) };
}

/** Tables that are named, else those that are attached. */
function tablesOf(argument: string, chips: readonly ContextChip[]): readonly string[] {
  const named = argument.split(/[\s,]+/).filter(Boolean);
  return named.length > 0 ? named : chips.filter(({ kind }) => kind === 'table').map(({ label }) => label);
}

const ENGINES: readonly (readonly [pattern: RegExp, dialect: string])[] = [
  [/^(?:postgres(?:ql)?|pg)$/i, 'postgresql'],
  [/^(?:sql ?server|mssql)$/i, 'sqlserver'],
];

/** `orders, books to sql server`; what is no engine is left to the tool to say. */
function conversionIn(argument: string, chips: readonly ContextChip[]): Readonly<Record<string, unknown>> {
  const found = /^(?:(.*?)\s+)?(?:to|into)\s+([\w ]+)$/i.exec(argument.trim());
  const engine = (found?.[2] ?? argument).trim();
  const to = ENGINES.find(([pattern]) => pattern.test(engine))?.[1] ?? engine.toLowerCase();
  return { dataLayer: '', to, tables: tablesOf(found?.[1] ?? '', chips) };
}

function diagramIn(argument: string, chips: readonly ContextChip[]): Readonly<Record<string, unknown>> {
  const words = argument.trim().split(/[\s,]+/);
  const flow = /^(?:architecture|replication|sharding)$/i.exec(words[0] ?? '')?.[0];
  const copies = Number(words.find((word) => /^\d{1,3}$/.test(word)) ?? 1);
  if (flow === undefined) return { kind: 'erd', dataLayer: '', tables: tablesOf(argument, chips), copies: 0 };
  const names = words.slice(1).filter((word) => !/^\d+$/.test(word));
  return { kind: flow.toLowerCase(), dataLayer: '', tables: names, copies };
}
