import { createToolbox, realUri } from '../agent';
import { rules } from '../review';
import { project } from './project';

export interface McpOptions {
  /** An absolute path. */
  readonly folder: string;
  readonly version: string;
  /** A fault of ours, for the log. */
  onBug(error: unknown): void;
}

/** Serves the tools over this process's stdin and stdout until the client goes. */
export async function serveMcp({ folder, version, onBug }: McpOptions): Promise<void> {
  // At first use: what only reviews never loads the SDK.
  const [{ StdioServerTransport }, { mcpServer }] = await Promise.all([import('./sdk'), import('./server')]);
  const { index, path } = project(folder, Date.now);
  let asked = 0;
  const server = mcpServer({
    version,
    path,
    run: async (name, input) => {
      const now = await index();
      // Proposals of one process are told apart by when they were made.
      const at = new Date(Date.now() + asked++);
      return createToolbox({ index: () => now, rules, realUri, now: () => at, onBug }).run(name, input);
    },
  });
  await server.connect(new StdioServerTransport());
}
