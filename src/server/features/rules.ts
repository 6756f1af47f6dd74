import { rules } from '../../review';
import type { RuleView } from '../requests';

/** Answers `databaseArchitect/rules`. */
export function ruleViews(): readonly RuleView[] {
  return rules.map(({ id, severity, category, what }) => ({ id, severity, category, what }));
}
