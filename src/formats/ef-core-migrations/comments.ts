import type { Ident, Operation, QualifiedName } from '../../model';
import { identGiven, type Site, spanOfSite, textGiven } from './site';

/** Comments are statements of their own in PostgreSQL and SQL Server; MySQL has them in the definition, SQLite none. */
export function commentOf(
  site: Site,
  objectType: 'table' | 'column',
  name: Ident,
  table?: QualifiedName,
): readonly Operation[] {
  const comment = textGiven(site, 'comment');
  if (comment === undefined) return [];
  return setComment(site, objectType, name, { comment, ...(table ? { table } : {}) });
}

export function setComment(
  site: Site,
  objectType: 'table' | 'column',
  name: Ident,
  { comment, table }: { readonly comment: string | undefined; readonly table?: QualifiedName },
): readonly Operation[] {
  if (site.dialect !== 'postgresql' && site.dialect !== 'sqlserver') return [];
  const text = identGiven(site, 'comment');
  return [
    {
      kind: 'commentOn',
      span: text?.span ?? spanOfSite(site),
      objectType,
      name,
      ...(table ? { table } : {}),
      comment,
    },
  ];
}
