/** What stands on the SDK, in one place, so that one import at the first question brings it. */
export { anthropicProvider } from './anthropic';
export { defaultModel, listModels } from './anthropic-models';
