import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { activationEvents, languageContributions } from '../manifest/activation';
import { agentContributions } from '../manifest/agents';
import { commandContributions } from '../manifest/commands';
import { keyContributions, menuContributions } from '../manifest/menus';
import { type RuleSummary, restrictedSettings, settingContributions } from '../manifest/settings';
import { viewContributions } from '../manifest/views';
import { walkthroughContributions } from '../manifest/walkthrough';
import type { GeneratedFile } from '../step';

const root = resolve(__dirname, '../../..');

async function rules(): Promise<readonly RuleSummary[]> {
  if (!existsSync(resolve(root, 'src/review/index.ts'))) return [];
  const review: { readonly rules: readonly RuleSummary[] } = await import('../../review');
  return review.rules;
}

async function agents() {
  // The index of tools is generated in the same run: read as it is on disk then.
  const { tools, slashCommands } = await import('../../agent');
  return agentContributions(tools, slashCommands);
}

/** `contributes`, `activationEvents` and `capabilities` of package.json; everything else in it is written by hand. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const manifest = JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const generated = {
    ...manifest,
    activationEvents: activationEvents(),
    capabilities: {
      untrustedWorkspaces: {
        supported: 'limited',
        description: 'Schemas are read and reviewed. Nothing is sent to a model until you trust the workspace.',
        restrictedConfigurations: restrictedSettings,
      },
      virtualWorkspaces: { supported: false, description: 'The language server reads files from disk.' },
    },
    contributes: {
      commands: commandContributions(),
      menus: menuContributions(),
      keybindings: keyContributions(),
      ...viewContributions(),
      configuration: settingContributions(await rules()),
      languages: languageContributions(),
      walkthroughs: walkthroughContributions(),
      ...(await agents()),
    },
  };
  return [{ path: 'package.json', text: `${JSON.stringify(generated, null, 2)}\n` }];
}
