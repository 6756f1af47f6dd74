import { type Bound, type ClassDef, resolve, textValue } from '../../code';

/** The values that an enumeration of a program has: a TypeScript enum, a list, an object, `Object.values` of one. */
export function enumValues(bound: Bound | undefined, depth = 0): readonly string[] | undefined {
  if (!bound || depth > 8) return undefined;
  const { expr, scope } = resolve(bound);
  const all = (items: readonly Bound[]): readonly string[] | undefined => {
    const values = items.flatMap((item): readonly (string | undefined)[] => {
      if (item.expr.kind !== 'spread') return [textValue(item)?.text];
      return enumValues({ expr: item.expr.value, scope: item.scope }, depth + 1) ?? [undefined];
    });
    const known = values.filter((one) => one !== undefined);
    return known.length === values.length && known.length > 0 ? known : undefined;
  };
  switch (expr.kind) {
    case 'name': {
      const own = scope.class(expr.name);
      return own && membersOf(own.def, (value) => textValue({ expr: value, scope: own.scope })?.text);
    }
    case 'map':
      return expr.spreads.length > 0 ? undefined : all(expr.entries.map(({ value }) => ({ expr: value, scope })));
    case 'list':
      return all(expr.items.map((item) => ({ expr: item, scope })));
    case 'function': {
      // `() => Status`: a type that is asked for later.
      const [only] = expr.body;
      return only?.kind === 'return' && only.value ? enumValues({ expr: only.value, scope }, depth + 1) : undefined;
    }
    case 'call': {
      const { callee, args } = expr;
      const isValues = callee.kind === 'member' && callee.object.kind === 'name' && callee.object.name === 'Object';
      if (!isValues || !args[0]) return undefined;
      const inner = { expr: args[0].value, scope };
      return callee.name === 'values' ? enumValues(inner, depth + 1) : keysOf(inner, callee.name);
    }
    default:
      return undefined;
  }
}

function keysOf(bound: Bound, method: string): readonly string[] | undefined {
  const { expr, scope } = resolve(bound);
  if (method !== 'keys') return undefined;
  if (expr.kind === 'map') return expr.entries.flatMap(({ key }) => (key.kind === 'string' ? [key.value] : []));
  const own = expr.kind === 'name' ? scope.class(expr.name) : undefined;
  return own?.def.body.flatMap((member) => (member.kind === 'enumMember' ? [member.name] : []));
}

/** Members without a value count on from the one before. */
function membersOf(def: ClassDef, text: (value: Bound['expr']) => string | undefined): readonly string[] | undefined {
  const members = def.body.filter((member) => member.kind === 'enumMember');
  let next = 0;
  const values = members.map((member) => {
    const value = member.value ? text(member.value) : String(next);
    if (value !== undefined && /^-?\d+$/.test(value)) next = Number(value) + 1;
    return value;
  });
  const known = values.filter((one) => one !== undefined);
  return known.length === values.length && known.length > 0 ? known : undefined;
}
