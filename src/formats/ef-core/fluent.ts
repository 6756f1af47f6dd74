import { type Bound, type Call, chainOf, dotted, type Expr, type Link, resolve, type Scope } from '../../code';
import { statementsIn } from '../code/lambdas';
import { entityMethod } from './fluent-entity';
import { indexMethod, keyMethod } from './fluent-index';
import { modelMethod } from './fluent-model';
import { propertyMethod } from './fluent-property';
import { relationMethod } from './fluent-relation';
import type { Building, Step, Subject } from './subject';

/** Goes through the calls of a builder's lambda or of OnModelCreating: each chain begins at a builder and moves from one to the next. */
export function build(value: Expr, scope: Scope, on: Building): void {
  const { root, links } = opened(value);
  const subject = subjectOf(root, scope, on);
  if (!subject) return;
  follow(subject, links, scope, on);
}

/** All statements of a lambda whose parameter is a builder. */
export function buildInside(bound: Bound | undefined, subject: Subject, on: Building): void {
  const lambda = bound && resolve(bound);
  if (lambda?.expr.kind !== 'function') return;
  const [parameter] = lambda.expr.params;
  const inside: Building = { ...on, subjects: new Map([...on.subjects, [parameter?.name ?? '', subject]]) };
  for (const value of statementsIn(lambda.expr)) build(value, lambda.scope, inside);
}

function follow(subject: Subject, links: readonly Link[], scope: Scope, on: Building): void {
  let at: Subject = subject;
  for (const { name, call } of links) at = next(at, { name, call, scope, on, inside: buildInside });
}

function next(subject: Subject, step: Step): Subject {
  switch (subject.kind) {
    case 'model':
      return modelMethod(step);
    case 'entity':
      return entityMethod(subject, step);
    case 'property':
      return propertyMethod(subject, step);
    case 'key':
      return keyMethod(subject, step);
    case 'index':
      return indexMethod(subject, step);
    case 'relation':
      return relationMethod(subject, step);
    default:
      return subject;
  }
}

/** `NpgsqlPropertyBuilderExtensions.UseHiLo(b.Property<int>("Id"), …)` is `b.Property<int>("Id").UseHiLo(…)`. */
function opened(value: Expr): { readonly root: Expr; readonly links: readonly Link[] } {
  const chain = chainOf(value);
  const [first, ...rest] = chain.links;
  const target = first?.call.args[0]?.value;
  if (!first || !target || !/Extensions$/.test(dotted(chain.root) ?? '')) return chain;
  const inner = opened(target);
  const call: Call = { ...first.call, args: first.call.args.slice(1) };
  return { root: inner.root, links: [...inner.links, { name: first.name, call }, ...rest] };
}

function subjectOf(root: Expr, scope: Scope, on: Building): Subject | undefined {
  if (root.kind !== 'name') return undefined;
  const known = on.subjects.get(root.name);
  if (known) return known;
  // `var blog = modelBuilder.Entity<Blog>();`
  const value = scope.value(root.name);
  if (value?.expr.kind !== 'call') return undefined;
  const chain = opened(value.expr);
  let at = subjectOf(chain.root, value.scope, on);
  for (const { name, call } of chain.links)
    at = at && next(at, { name, call, scope: value.scope, on, inside: buildInside });
  return at;
}
