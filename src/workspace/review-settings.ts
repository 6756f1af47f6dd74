import type { ReviewSettings } from '../review';
import type { TeamConfig } from './config';

/** The review's settings: the team's file on top of what the user chose. */
export function reviewSettingsOf(config: TeamConfig, user: ReviewSettings = {}): ReviewSettings {
  const preset = config.preset ?? user.preset;
  return {
    ...(preset ? { preset } : {}),
    ...(config.honorOtherLinters === undefined ? {} : { honorOtherLinters: config.honorOtherLinters }),
    severities: { ...user.severities, ...config.rules },
    options: { ...user.options, ...config.ruleOptions },
  };
}
