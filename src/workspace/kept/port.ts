/** A place outside of every workspace for what may be lost at any time. */
export interface CachePort {
  /** Which build of the program reads and writes: another one might read the same files otherwise. */
  readonly program: string;
  /** Undefined when there is nothing, or it cannot be read. */
  read(name: string): Uint8Array | undefined;
  /** All or nothing. Rejects when it cannot be written. */
  write(name: string, bytes: Uint8Array): Promise<void>;
}
