/** The architect where others are: VS Code's own chat, its agents' tools, and MCP. */
import { Disposable } from 'vscode';
import type { Agent } from '../agent';
import type { Deps } from '../deps';
import { exportAgent } from './export-agent';
import { mcpServers } from './mcp';
import { participant } from './participant';
import { languageModelTools } from './tools';

/** Registers all of it; nothing is loaded or sent before somebody asks. */
export function elsewhere({ context }: Deps, agent: Agent): Disposable {
  return Disposable.from(participant(agent), languageModelTools(context, agent), mcpServers(context), exportAgent());
}
