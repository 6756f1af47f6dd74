/** Something about a file or folder that the user should know, because it was left out or read with a loss. */
export interface Notice {
  readonly uri: string;
  readonly kind:
    | 'too large'
    | 'binary'
    | 'unreadable'
    | 'gone'
    | 'not utf-8'
    | 'loop'
    | 'unsupported'
    | 'configuration';
  /** A sentence, with what to do where there is something to do. */
  readonly message: string;
}
