/** A place as the Language Server Protocol counts: 0-based lines and UTF-16 columns. */
export interface Place {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}
