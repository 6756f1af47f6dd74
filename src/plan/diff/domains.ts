import type { CompositeType, DomainType, Operation } from '../../model';
import { normalExpression, sameDefault, sameType } from '../../sql';
import type { Buckets } from './buckets';
import { type DiffContext, qualified, speaksOf } from './context';

export function changeDomains(context: DiffContext, buckets: Buckets): void {
  if (!speaksOf(context, 'domains')) return;
  const { before, after } = context;
  for (const [key, wanted] of after.domains) {
    const old = before.domains.get(key);
    if (old && sameType(old.base, wanted.base)) {
      buckets.add('types', ...domainChanges(context, old, wanted));
      continue;
    }
    const create = createDomain(wanted);
    if (old)
      remade(context, buckets, create, `a domain keeps its base type: "${wanted.name}" is dropped and made anew`, old);
    buckets.add('types', create);
  }
  for (const [key, old] of before.domains) if (!after.domains.has(key)) buckets.add('drop types', dropDomain(old));
}

function remade(context: DiffContext, buckets: Buckets, create: Operation, because: string, old: DomainType): void {
  context.notes.push({ kind: 'typeRemade', operation: create, because });
  buckets.add('types', dropDomain(old));
}

function createDomain(domain: DomainType): Operation {
  const { base, notNull, default: value, checks, at } = domain;
  const said = { ...(value ? { default: value } : {}), ...(notNull ? { notNull: true } : {}) };
  return { kind: 'createDomain', type: qualified(domain), base, ...said, checks: checks ?? [], span: at };
}

function dropDomain(domain: DomainType): Operation {
  return { kind: 'dropObject', objectType: 'domain', name: qualified(domain), span: domain.at };
}

type Change = Extract<Operation, { readonly kind: 'alterDomain' }>['change'];

function domainChanges({ dialect }: DiffContext, old: DomainType, wanted: DomainType): readonly Operation[] {
  const changes: Change[] = [];
  if (old.notNull !== wanted.notNull) changes.push({ kind: wanted.notNull ? 'setNotNull' : 'dropNotNull' });
  if (!sameDefault(old.default, wanted.default, { type: wanted.base }, dialect))
    changes.push(wanted.default ? { kind: 'setDefault', value: wanted.default } : { kind: 'dropDefault' });
  const sign = ({ expression }: NonNullable<DomainType['checks']>[number]) =>
    normalExpression(expression.text, dialect);
  const [had, wants] = [old.checks ?? [], wanted.checks ?? []];
  had.forEach((check, at) => {
    if (wants.some((one) => sign(one) === sign(check))) return;
    // "domain_check", then "domain_check1": ChooseConstraintName.
    const name = check.name ?? { name: `${old.name}_check${at === 0 ? '' : at}`, span: check.span };
    changes.push({ kind: 'dropConstraint', name });
  });
  for (const check of wants)
    if (!had.some((one) => sign(one) === sign(check))) changes.push({ kind: 'addConstraint', constraint: check });
  return changes.map(
    (change): Operation => ({ kind: 'alterDomain', type: qualified(wanted), change, span: wanted.at }),
  );
}

/** Composite types, and the names of ranges and base types. One that changed is dropped and made anew, which columns of it refuse. */
export function changeComposites(context: DiffContext, buckets: Buckets): void {
  if (!speaksOf(context, 'composites')) return;
  const { before, after } = context;
  for (const [key, wanted] of after.composites) {
    const old = before.composites.get(key);
    if (old && attributesOf(old) === attributesOf(wanted)) continue;
    const create: Operation = {
      kind: 'createComposite',
      type: qualified(wanted),
      form: wanted.form,
      attributes: wanted.attributes,
      span: wanted.at,
    };
    if (old) {
      const because = `"${wanted.name}" is dropped and made anew, which a column of the type refuses`;
      context.notes.push({ kind: 'typeRemade', operation: create, because });
      buckets.add('types', dropType(old));
    }
    buckets.add('types', create);
  }
  for (const [key, old] of before.composites) if (!after.composites.has(key)) buckets.add('drop types', dropType(old));
}

function dropType(type: CompositeType): Operation {
  return { kind: 'dropObject', objectType: 'type', name: qualified(type), span: type.at };
}

function attributesOf({ attributes }: CompositeType): string {
  return attributes.map(({ name, type }) => `${name.name} ${type?.canonical ?? ''}`).join(', ');
}
