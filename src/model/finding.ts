import type { Span } from './text';

/** `error`: outage or data loss likely; `warning`: blocks or breaks under load or for running code; `info`: design advice. */
export type Severity = 'error' | 'warning' | 'info';

export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** A file that a fix or proposal wants: `before` undefined means that it must not exist yet, `after` undefined that it goes. */
export interface FileChange {
  readonly uri: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** `safe` fixes may be applied in bulk; `thoughtful` ones one at a time; a `plan` touches several files and becomes a proposal. */
export type Fix =
  | { readonly kind: 'safe' | 'thoughtful'; readonly title: string; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'plan'; readonly title: string; readonly files: readonly FileChange[] };

export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

export interface Finding {
  /** The rule's id: also its file, diagnostic code, setting, suppression and page. */
  readonly rule: string;
  readonly severity: Severity;
  /** What happens here, why it hurts, what to do instead. */
  readonly message: string;
  readonly span: Span;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
  /** Table the finding speaks of, as in `Schema.tables`' keys; for lenses and the tree. */
  readonly table?: string;
}
