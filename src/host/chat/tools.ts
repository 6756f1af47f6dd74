/** The architect's tools for whatever agent works in VS Code. They read and propose; none of them writes. */
import {
  commands,
  Disposable,
  type ExtensionContext,
  LanguageModelTextPart,
  type LanguageModelTool,
  LanguageModelToolResult,
  lm,
} from 'vscode';
import { loadAnswering } from '../../agent';
import type { Agent } from '../agent';

const PREFIX = 'databaseArchitect_';

interface Manifest {
  readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
}

/** Registers what the manifest names, `databaseArchitect_review` and so on; the tools themselves are loaded when one is called. */
export function languageModelTools({ extension }: ExtensionContext, agent: Agent): Disposable {
  const { contributes } = extension.packageJSON as Manifest;
  return Disposable.from(
    ...contributes.languageModelTools.map(({ name }) =>
      lm.registerTool(name, implementation(name.slice(PREFIX.length), agent)),
    ),
  );
}

function implementation(name: string, agent: Agent): LanguageModelTool<unknown> {
  return {
    prepareInvocation: async ({ input }) => {
      const { tools } = await loadAnswering();
      return { invocationMessage: tools.find((tool) => tool.name === name)?.doing(input) ?? name };
    },
    invoke: async ({ input }) => {
      const report = await agent.runTool(name, input);
      const proposal = report.kind === 'ok' ? report.data.proposal : undefined;
      if (proposal !== undefined) {
        const { title, rationale, files } = proposal;
        // A card of the panel, where the user reads and accepts it.
        await commands.executeCommand('databaseArchitect.proposeFix', { title, rationale, files });
      }
      return new LanguageModelToolResult([new LanguageModelTextPart(report.text)]);
    },
  };
}
