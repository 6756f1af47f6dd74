/** One file that a generator writes. Its path is relative to the repository; no text means that the file must not exist. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string | undefined;
}

/**
 * What a file of `src/build/generate/` exports. Steps named `index-*.ts` run first and are written before the others run, so that
 * a later step may `await import()` what an index lists.
 */
export interface Step {
  generate(): readonly GeneratedFile[] | Promise<readonly GeneratedFile[]>;
}
