import type { HistoryProblem } from '../migration';
import type {
  AddEnumValue,
  AlterDomain,
  CreateComposite,
  CreateDomain,
  CreateEnum,
  RenameEnumValue,
} from '../operation-other';
import type { DomainType, EnumType } from '../schema';
import { type FoldState, find, keyOf, missing, NO_PROBLEMS, placeOf } from './state';

export function createEnum(state: FoldState, operation: CreateEnum): readonly HistoryProblem[] {
  const { key, ...place } = placeOf(state, operation.type);
  state.enums.set(key, { ...place, values: operation.values, at: operation.type.span });
  return NO_PROBLEMS;
}

function changeEnum(
  state: FoldState,
  name: AddEnumValue['type'],
  change: (type: EnumType) => EnumType,
): readonly HistoryProblem[] {
  const type = find(state, state.enums, name);
  if (!type) return missing('Type', name);
  state.enums.set(keyOf(state, type), change(type));
  return NO_PROBLEMS;
}

export function addEnumValue(state: FoldState, operation: AddEnumValue): readonly HistoryProblem[] {
  return changeEnum(state, operation.type, (type) => {
    if (type.values.includes(operation.value)) return type;
    const values = [...type.values];
    const neighbour = operation.before ?? operation.after;
    const at = neighbour === undefined ? -1 : values.indexOf(neighbour);
    values.splice(at < 0 ? values.length : at + (operation.before === undefined ? 1 : 0), 0, operation.value);
    return { ...type, values };
  });
}

export function renameEnumValue(state: FoldState, operation: RenameEnumValue): readonly HistoryProblem[] {
  return changeEnum(state, operation.type, (type) => ({
    ...type,
    values: type.values.map((value) => (value === operation.value ? operation.to : value)),
  }));
}

export function createDomain(state: FoldState, operation: CreateDomain): readonly HistoryProblem[] {
  const { key, ...place } = placeOf(state, operation.type);
  state.domains.set(key, {
    ...place,
    base: operation.base,
    notNull: operation.notNull ?? false,
    ...(operation.default ? { default: operation.default } : {}),
    ...(operation.checks.length > 0 ? { checks: operation.checks } : {}),
    at: operation.type.span,
  });
  return NO_PROBLEMS;
}

export function alterDomain(state: FoldState, { type, change }: AlterDomain): readonly HistoryProblem[] {
  const domain = find(state, state.domains, type);
  if (domain) state.domains.set(keyOf(state, domain), changedDomain(domain, change));
  return NO_PROBLEMS;
}

function changedDomain(domain: DomainType, change: AlterDomain['change']): DomainType {
  const { default: value, ...rest } = domain;
  const kept = value ? { default: value } : {};
  switch (change.kind) {
    case 'setNotNull':
    case 'dropNotNull':
      return { ...domain, notNull: change.kind === 'setNotNull' };
    case 'setDefault':
      return { ...rest, default: change.value };
    case 'dropDefault':
      return rest;
    case 'addConstraint':
      if (change.constraint.kind === 'notNull') return { ...domain, notNull: true };
      return { ...domain, checks: [...(domain.checks ?? []), change.constraint] };
    case 'dropConstraint':
      return {
        ...rest,
        ...kept,
        checks: (domain.checks ?? []).filter((check) => check.name?.name !== change.name.name),
      };
    case 'validateConstraint':
      return domain;
  }
}

export function createComposite(state: FoldState, operation: CreateComposite): readonly HistoryProblem[] {
  const { key, ...place } = placeOf(state, operation.type);
  const { form, attributes, type } = operation;
  state.composites.set(key, { ...place, form, attributes, at: type.span });
  return NO_PROBLEMS;
}
