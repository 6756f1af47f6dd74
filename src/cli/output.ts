/** Where the command line prints. */
export interface Output {
  out(text: string): void;
  /** Notices and what went wrong. */
  problem(text: string): void;
}
