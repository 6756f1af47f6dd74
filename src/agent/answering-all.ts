/** Everything that answers: a file of its own, `dist/lazy/answering.js`, loaded when the panel is first looked at or a tool is wanted. */
export { statisticsQuery } from '../workspace';
export { createConversation } from './answering';
export { slashCommands } from './offline/intent';
export { claudeCodeAgent } from './persona';
export { tools } from './tools/index.gen';
