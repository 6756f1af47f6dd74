/** The architect's tools for whatever agent works in VS Code. They read and propose; none of them writes. */
import {
  commands,
  Disposable,
  LanguageModelTextPart,
  type LanguageModelTool,
  LanguageModelToolResult,
  lm,
} from 'vscode';
import { type Tool, tools } from '../../agent';
import type { Agent } from '../agent';

/** `databaseArchitect_review`: as the manifest names them. */
export function languageModelTools(agent: Agent): Disposable {
  return Disposable.from(
    ...tools.map((tool) => lm.registerTool(`databaseArchitect_${tool.name}`, implementation(tool, agent))),
  );
}

function implementation(tool: Tool, agent: Agent): LanguageModelTool<unknown> {
  return {
    prepareInvocation: ({ input }) => ({ invocationMessage: tool.doing(input) }),
    invoke: async ({ input }) => {
      const report = await agent.runTool(tool.name, input);
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
