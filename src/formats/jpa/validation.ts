import { type Annotation, find, numberOf, textOf, truthOf } from './annotations';

/** What Bean Validation's annotations add to a table (Hibernate's boot/beanvalidation/TypeSafeActivator). */

const NEVER_NULL = ['NotNull', 'NotEmpty', 'NotBlank'];

/** Groups other than the default one say nothing of tables. */
function applies(annotation: Annotation): boolean {
  return !annotation.args.some(({ name }) => name === 'groups');
}

export function isNeverNull(annotations: readonly Annotation[]): boolean {
  return annotations.some((one) => NEVER_NULL.includes(one.name) && applies(one));
}

/** The most letters that `@Size` or `@Length` allow. */
export function longest(annotations: readonly Annotation[]): number | undefined {
  const found = annotations.find(
    (one) => /^(?:Size|Length)$/.test(one.name) && applies(one) && numberOf(one, 'max') !== undefined,
  );
  const most = numberOf(found, 'max');
  return most === undefined || most >= 2_147_483_647 ? undefined : most;
}

/** `@Digits(integer = 8, fraction = 2)` is ten digits with two behind the point. */
export function digitsOf(annotations: readonly Annotation[]): { readonly precision?: number; readonly scale?: number } {
  const digits = find(annotations, 'Digits');
  const [whole, fraction] = [numberOf(digits, 'integer'), numberOf(digits, 'fraction')];
  return whole === undefined || fraction === undefined ? {} : { precision: whole + fraction, scale: fraction };
}

/** Conditions of bounds; `$` stands for the column. */
export function boundsOf(annotations: readonly Annotation[]): readonly string[] {
  return annotations.filter(applies).flatMap((one): readonly string[] => {
    const value = textOf(one, 'value')?.text;
    const open = truthOf(one, 'inclusive') === false;
    switch (one.name) {
      case 'Min':
        return value === undefined ? [] : [`$>=${value}`];
      case 'Max':
        return value === undefined ? [] : [`$<=${value}`];
      case 'DecimalMin':
        return value === undefined ? [] : [`$${open ? '>' : '>='}${value}`];
      case 'DecimalMax':
        return value === undefined ? [] : [`$${open ? '<' : '<='}${value}`];
      case 'Positive':
        return ['$>0'];
      case 'PositiveOrZero':
        return ['$>=0'];
      case 'Negative':
        return ['$<0'];
      case 'NegativeOrZero':
        return ['$<=0'];
      default:
        return [];
    }
  });
}
