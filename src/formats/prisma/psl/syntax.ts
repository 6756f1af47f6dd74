/** A stretch of the text, by offsets. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A name or word as written. */
export interface Word extends Range {
  readonly text: string;
}

export type Value =
  /** `inner` is what stands between the quotes. */
  | (Range & { readonly kind: 'string'; readonly value: string; readonly inner: Range })
  | (Range & { readonly kind: 'number'; readonly text: string })
  /** true, false, null, a field's or enum value's name, `A.b`. */
  | (Range & { readonly kind: 'word'; readonly text: string })
  | (Range & { readonly kind: 'call'; readonly name: string; readonly args: readonly Argument[] })
  | (Range & { readonly kind: 'list'; readonly items: readonly Value[] })
  | (Range & { readonly kind: 'object'; readonly entries: readonly Argument[] });

export interface Argument extends Range {
  readonly key?: string;
  readonly value: Value;
}

/** `@id`, `@db.VarChar(9)`, `@@index([a])`. The name is without signs. */
export interface Attribute extends Range {
  readonly name: string;
  readonly args: readonly Argument[];
}

export interface Field extends Range {
  readonly kind: 'field';
  readonly name: Word;
  readonly type: Word;
  /** The text inside `Unsupported("…")`. */
  readonly unsupported?: string;
  readonly arity: 'required' | 'optional' | 'list';
  readonly attributes: readonly Attribute[];
  /** An attribute that is being typed. */
  readonly unfinished?: Range;
}

export type Member =
  | Field
  | (Range & { readonly kind: 'attribute'; readonly attribute: Attribute })
  | (Range & {
      readonly kind: 'value';
      readonly name: Word;
      readonly attributes: readonly Attribute[];
      readonly unfinished?: Range;
    })
  | (Range & { readonly kind: 'assignment'; readonly name: Word; readonly value: Value })
  /** A line that is not finished, or that no grammar knows. */
  | (Range & { readonly kind: 'unread' });

export type BlockKind = 'model' | 'view' | 'type' | 'enum' | 'datasource' | 'generator';

export interface Block extends Range {
  readonly kind: BlockKind;
  readonly name: Word;
  readonly members: readonly Member[];
  /** False when the closing brace is missing. */
  readonly closed: boolean;
}

export interface Document {
  readonly blocks: readonly Block[];
  readonly comments: readonly (Range & { readonly text: string })[];
  /** Lines outside of blocks that are neither blocks nor comments. */
  readonly unread: readonly Range[];
}
