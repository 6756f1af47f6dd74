import type { Table } from '../../model';
import type { Buckets } from './buckets';
import { type DiffContext, keyOf, qualified, speaksOf } from './context';
import type { TableChanges } from './table-changes';

export function changeTableItself(context: DiffContext, buckets: Buckets, { before, after }: TableChanges): void {
  const table = qualified(after);
  if (speaksOf(context, 'comments') && (before.comment ?? '') !== (after.comment ?? ''))
    buckets.add('comments', {
      kind: 'commentOn',
      objectType: 'table',
      name: table,
      comment: after.comment,
      span: after.at,
    });
  if (speaksOf(context, 'options')) changeOptions(context, buckets, before, after);
  if (speaksOf(context, 'partitions')) changePartition(context, buckets, before, after);
}

/** Options that are a matter of the engine's defaults count only where both sides name them. */
function changeOptions(context: DiffContext, buckets: Buckets, before: Table, after: Table): void {
  const table = qualified(after);
  const changed = Object.entries(after.options).filter(([name, value]) => {
    const old = before.options[name];
    if (name === 'comment' || name === 'auto_increment' || (context.dialect !== 'postgresql' && old === undefined))
      return false;
    return old?.toLowerCase() !== value.toLowerCase();
  });
  if (changed.length > 0) {
    const options = changed.map(([name, value]) => ({ name, value, span: after.at }));
    buckets.add('columns', { kind: 'alterTable', table, change: { kind: 'options', options }, span: after.at });
  }
  if (context.dialect === 'postgresql' && (before.unlogged ?? false) !== (after.unlogged ?? false))
    buckets.add('columns', {
      kind: 'alterTable',
      table,
      change: { kind: after.unlogged ? 'setUnlogged' : 'setLogged' },
      span: after.at,
    });
}

function changePartition(context: DiffContext, buckets: Buckets, before: Table, after: Table): void {
  const [old, wanted] = [before.partitionOf, after.partitionOf];
  const isSame =
    old && wanted
      ? keyOf(context, old.parent) === keyOf(context, wanted.parent) && old.bound === wanted.bound
      : old === wanted;
  if (isSame) return;
  const partition = qualified(after);
  if (old)
    buckets.add('drop tables', {
      kind: 'alterTable',
      table: old.parent,
      change: { kind: 'detachPartition', partition },
      span: after.at,
    });
  if (wanted)
    buckets.add('partitions', {
      kind: 'alterTable',
      table: wanted.parent,
      change: { kind: 'attachPartition', partition, bound: wanted.bound },
      span: after.at,
    });
}
