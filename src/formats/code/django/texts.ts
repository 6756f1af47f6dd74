/** Texts of the workspace's files by their paths; undefined where there is none. */
export type Texts = (path: string) => string | undefined;
