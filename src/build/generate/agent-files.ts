import type { GeneratedFile } from '../step';

/** The architect's files for other hosts, below `media/`, from the one text that they share. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const { reviewSkill, tools, vscodeAgent } = await import('../../agent');
  return [
    { path: 'media/agents/database-architect.agent.md', text: vscodeAgent(tools) },
    { path: 'media/skills/review-database-migrations/SKILL.md', text: reviewSkill() },
  ];
}
