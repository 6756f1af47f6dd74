import { type Bound, resolve, textValue } from '../../code';
import type { CheckSpec } from '../../model';
import { spanOf } from '../code/build';
import { propertiesOf } from '../code/values';
import { numberValue, option, plainValue, written } from './options';

/** Validators of Mongoose that say what values may be, in the words of MongoDB's `$jsonSchema`. */
const WORDS: Readonly<Record<string, string>> = {
  min: 'minimum',
  max: 'maximum',
  minlength: 'minLength',
  minLength: 'minLength',
  maxlength: 'maxLength',
  maxLength: 'maxLength',
  match: 'pattern',
};

/** The checks that Mongoose makes of a path, before it writes. */
export function checksOf(path: string, options: Bound | undefined): readonly CheckSpec[] {
  return Object.entries(WORDS).flatMap(([key, word]): readonly CheckSpec[] => {
    const value = option(options, key);
    if (!value) return [];
    const plain = plainValue(value);
    const { module } = plain.scope;
    const span = spanOf(module, value.expr);
    const text = `${path}: { ${word}: ${numberValue(plain) ?? written(plain)} }`;
    return [
      { kind: 'check', notEnforced: true, expression: { text, span, kind: 'other', calls: [], columns: [path] }, span },
    ];
  });
}

/** The values of `enum`: a list, `{ values, message }`, or an object or TypeScript enum whose values they are. */
export function enumOf(options: Bound | undefined): readonly string[] | undefined {
  const value = option(options, 'enum');
  if (!value) return undefined;
  const listed = option(value, 'values') ?? value;
  const { expr, scope } = unwrapped(listed);
  const texts = textsIn({ expr, scope });
  return texts && texts.length > 0 ? texts : undefined;
}

/** `Object.values(Status)` is what `Status` is; `[...STATUSES]` its items. */
function unwrapped(bound: Bound): Bound {
  const { expr, scope } = resolve(bound);
  const isValues =
    expr.kind === 'call' &&
    expr.callee.kind === 'member' &&
    expr.callee.name === 'values' &&
    expr.callee.object.kind === 'name' &&
    expr.callee.object.name === 'Object';
  const [first] = expr.kind === 'call' ? expr.args : [];
  return isValues && first ? resolve({ expr: first.value, scope }) : { expr, scope };
}

function textsIn(bound: Bound, depth = 0): readonly string[] | undefined {
  const { expr, scope } = unwrapped(bound);
  if (depth > 6) return undefined;
  if (expr.kind === 'list') {
    const parts = expr.items.map((item): readonly string[] | undefined => {
      if (item.kind === 'spread') return textsIn({ expr: item.value, scope }, depth + 1);
      const value = { expr: item, scope };
      const text = textValue(value)?.text;
      return text !== undefined ? [text] : resolve(value).expr.kind === 'constant' ? [] : undefined;
    });
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  if (expr.kind === 'map')
    return allTexts((propertiesOf({ expr, scope }) ?? []).map(({ value }) => textValue(value)?.text));
  const declared = expr.kind === 'name' ? scope.class(expr.name) : undefined;
  const members = declared?.def.form === 'enum' ? declared.def.body : [];
  return allTexts(
    members.flatMap((member) =>
      member.kind === 'enumMember' && declared
        ? [member.value && textValue({ expr: member.value, scope: declared.scope })?.text]
        : [],
    ),
  );
}

function allTexts(values: readonly (string | undefined)[]): readonly string[] | undefined {
  return values.length > 0 && values.every((one) => one !== undefined) ? values : undefined;
}
