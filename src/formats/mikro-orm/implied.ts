import { type Bound, type CodeType, resolve, type Scope } from '../../code';
import type { PropertyArgs } from './args';
import type { Settings } from './reading';

/** What a property's type and first value say of its column, where its options say nothing. */

/** The word of a property's type: what its first value is, else what TypeScript knows of it. */
export function implied({ type, initial, scope }: PropertyArgs, settings: Settings): string | undefined {
  const first = settings.provider === 'ts-morph' ? undefined : initial && valueType(initial);
  if (first !== undefined) return first;
  if (!type) return initial ? valueType(initial) : undefined;
  return settings.provider === 'ts-morph' ? fromSource(type, scope) : fromDesign(type, scope);
}

/** The type of a value that a new entity has: `new Date()`, `0`, `''`. */
function valueType(initial: Bound): string | undefined {
  const { expr } = resolve(initial);
  switch (expr.kind) {
    case 'string':
    case 'template':
      return 'string';
    case 'number':
      return 'number';
    case 'unary':
      return expr.operator === '-' ? 'number' : expr.operator === '!' ? 'boolean' : undefined;
    case 'constant':
      return expr.value === null ? undefined : 'boolean';
    case 'list':
      return 'array';
    case 'call': {
      const name = expr.callee.kind === 'name' ? expr.callee.name : '';
      if (expr.construct) return name === 'Date' ? 'Date' : undefined;
      return /^(?:v[147]|uuid(?:v?[147])?|randomUUID|nanoid|cuid|createId|ulid)$/i.test(name) ? 'string' : undefined;
    }
    default:
      return undefined;
  }
}

const CLASSES: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'Date', 'Buffer', 'Uint8Array', 'bigint']);

/** Wrappers that leave the type as it is. */
function unwrapped(type: CodeType): CodeType {
  const [inner] = type.args;
  return inner && /^(?:Opt|Hidden|RequiredNullable|Ref|ScalarReference|ScalarRef|Loaded)$/.test(type.name)
    ? inner
    : type;
}

/** `string & Opt` */
function bare(name: string): string {
  return (
    name
      .split('&')
      .map((part) => part.trim())
      .find((part) => !/^(?:Opt|Hidden|RequiredNullable)\b/.test(part)) ?? name
  );
}

/** What TypeScript emits as `design:type`: with strict checks nothing but an object for `string | null`. */
function fromDesign(type: CodeType, scope: Scope): string {
  const name = bare(type.name === 'Opt' ? (type.args[0]?.name ?? '') : type.name);
  if (type.list || name === 'Array') return 'array';
  if (/\|\s*null\b|\bnull\s*\|/.test(type.text)) return 'any';
  if (CLASSES.has(name)) return name;
  const own = scope.class(name);
  if (own?.def.form === 'enum') return isTextEnum(own.def) ? 'string' : 'number';
  return type.literals ? 'string' : 'any';
}

/** What ts-morph reads from the source. */
function fromSource(type: CodeType, scope: Scope): string | undefined {
  const inner = unwrapped(type);
  const name = bare(inner.name);
  if (type.list || inner.list) return `${name}[]`;
  if (name === 'Array') return 'array';
  if (/^(?:Record|Dictionary)$/.test(name)) return 'json';
  if (CLASSES.has(name)) return name;
  const own = scope.class(name);
  if (own?.def.form === 'enum') return isTextEnum(own.def) ? 'string' : 'number';
  return inner.literals ? 'string' : undefined;
}

function isTextEnum(def: NonNullable<ReturnType<Scope['class']>>['def']): boolean {
  return def.body.some(
    (member) => member.kind === 'enumMember' && (member.value?.kind === 'string' || member.value?.kind === 'template'),
  );
}
