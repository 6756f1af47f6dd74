import { resolve } from '../../code';
import { at, flagAt, given, identGivenAt, propertiesAt, type Step, type Subject, textAt } from './subject';

/** The calls behind HasOne and HasMany. */
export function relationMethod(subject: Extract<Subject, { kind: 'relation' }>, step: Step): Subject {
  const { relation } = subject;
  switch (step.name) {
    case 'WithMany':
    case 'WithOne': {
      const [inverse] = propertiesAt(step);
      if (inverse) relation.inverse = inverse.name;
      if (step.name === 'WithOne' && relation.dependent === subject.entity) relation.unique = true;
      break;
    }
    case 'HasForeignKey':
      foreignKey(subject, step);
      break;
    case 'HasPrincipalKey': {
      const names = propertiesAt(step).map(({ name }) => name);
      relation.principalProperties = step.on.model.entities.has(names[0] ?? '') ? names.slice(1) : names;
      break;
    }
    case 'OnDelete': {
      const bound = given(step, 0);
      const value = bound && resolve(bound).expr;
      if (value?.kind === 'member') relation.onDelete = value.name;
      break;
    }
    case 'IsRequired':
      relation.required = flagAt(step);
      break;
    case 'HasConstraintName': {
      const name = identGivenAt(step, 0);
      if (name) relation.name = name;
      break;
    }
    default:
      break;
  }
  return subject;
}

/** One to one, the dependent is named first: `HasForeignKey("Post", "BlogId")`, `HasForeignKey<Post>(p => p.BlogId)`. */
function foreignKey({ relation }: Extract<Subject, { kind: 'relation' }>, step: Step): void {
  const [type] = step.call.typeArgs ?? [];
  const first = step.call.args.length > 1 || type ? textAt(step, 0) : undefined;
  const named = first === undefined ? undefined : step.on.model.entities.get(first);
  const dependent = type ? step.on.entityOf(type, at(step)) : named;
  relation.properties = propertiesAt(step, named ? 1 : 0).map(({ name }) => name);
  if (!dependent || dependent === relation.dependent) return;
  relation.principal = relation.dependent;
  relation.dependent = dependent;
}
