/** SQL Server: what `SqlServer:Clustered` says. */
export function clusteredBy(word: string | undefined): { readonly clustered?: boolean } {
  return word === undefined ? {} : { clustered: word === 'true' };
}
