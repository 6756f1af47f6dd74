export { type Answering, type Chosen, type ConversationPorts, createConversation } from './answering';
export type * from './conversation';
export { type Failure, failure } from './failures';
export { checkRelativePath, type Guarded, isSecret, mayPropose, plain } from './guards';
export type { Index } from './indexed';
export { slashCommands } from './offline/intent';
export { authorOf, isCommand, offlineId, offlineTitle } from './offline/names';
export { claudeCodeAgent, reviewSkill, vscodeAgent } from './persona';
export { isPlannable, pendingIn, planOfFinding, planOfModels, planOfSql } from './plan-sources';
export type {
  AssistantMessage,
  Message as ModelMessage,
  ModelProvider,
  ToolCallPart,
  TurnRequest as ModelRequest,
  TurnResult,
} from './provider';
export { anthropicAddress, checkAddress } from './providers/address';
export type { ClaudeModel, Effort } from './providers/anthropic';
export type { Models } from './providers/anthropic-models';
export { realUri } from './real-uri';
export { redact } from './redact';
export { systemClock } from './retry';
export type { Planned, Tool } from './tool';
export { createToolbox, type Toolbox, type ToolData, type ToolPorts, type ToolReport } from './toolbox';
export { tools } from './tools/index.gen';

/** The SDK and what stands on it: loaded at the first question, never at activation. */
export const loadAnthropic = () => import('./providers/anthropic-all');

/** What answers, with the tools and what they know: loaded when the panel is first looked at, never at activation. */
export const loadAnswering = () => import('./answering-all');
