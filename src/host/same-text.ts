/** A document has one kind of line break and no byte-order mark; what is on disk may have others. */
export function sameText(a: string, b: string): boolean {
  const bare = (text: string) => text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  return bare(a) === bare(b);
}
