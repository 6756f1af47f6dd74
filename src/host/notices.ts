import type { Contribution } from './deps';

/** Files that are not read as they are: the tree shows those of now, the output keeps each once. */
export const notices: Contribution = ({ server, output }) => {
  const said = new Set<string>();
  return server.onDidChange((overview) => {
    for (const { message } of overview.notices) {
      if (said.has(message)) continue;
      said.add(message);
      output.warn(message);
    }
  });
};
