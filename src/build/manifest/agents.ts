import type { Tool } from '../../agent';

/** `contributes.chatParticipants`, `languageModelTools`, `mcpServerDefinitionProviders`, `chatAgents` and `chatSkills`: the architect elsewhere. */
export function agentContributions(
  tools: readonly Tool[],
  commands: readonly { readonly name: string; readonly description: string }[],
) {
  return {
    chatParticipants: [
      {
        id: 'databaseArchitect.architect',
        name: 'architect',
        fullName: 'Database Architect',
        description: 'Ask about the databases of this workspace: design, review, migrations.',
        isSticky: true,
        commands: commands.map(({ name, description }) => ({ name: name.slice(1), description })),
        disambiguation: [
          {
            category: 'database_schema',
            description:
              'Questions about database schemas, migrations, indexes, queries, ORMs or the choice of a database.',
            examples: [
              'Is this migration safe for a large table?',
              'Which indexes are missing?',
              'How should I model tenants?',
            ],
          },
        ],
      },
    ],
    languageModelTools: tools.map(({ name, description, input }) => ({
      name: `databaseArchitect_${name}`,
      displayName: `Database Architect: ${name.replace(/_/g, ' ')}`,
      toolReferenceName: `db_${name}`,
      userDescription: description.split(/(?<=\.)\s/, 1)[0] ?? description,
      modelDescription: description,
      canBeReferencedInPrompt: true,
      icon: '$(database)',
      tags: ['database', 'schema', 'migration'],
      inputSchema: input,
    })),
    mcpServerDefinitionProviders: [{ id: 'databaseArchitect.mcp', label: 'Database Architect' }],
    chatAgents: [{ path: './media/agents/database-architect.agent.md' }],
    chatSkills: [{ path: './media/skills/review-database-migrations/SKILL.md' }],
  };
}
