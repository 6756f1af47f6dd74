/** `contributes.walkthroughs`: the texts and pictures are in `media/walkthrough/`. */
export function walkthroughContributions() {
  return [
    {
      id: 'getStarted',
      title: 'Get started with Database Architect',
      description: 'Your schema understood, reviewed and explained. No account needed.',
      icon: 'media/architect.svg',
      featuredFor: ['**/migrations/**/*.sql', '**/schema.prisma', '**/*.up.sql'],
      steps: [
        {
          id: 'open',
          title: 'See your data layer',
          description:
            'Open a folder with migrations, a schema file or Prisma models. The Data Layer view shows its tables, migrations and findings, and how much of it was understood.\n[Open Folder](command:vscode.openFolder)\n[Show the Data Layer](command:databaseArchitect.dataLayer.focus)',
          media: { markdown: 'media/walkthrough/data-layer.md' },
          completionEvents: ['onView:databaseArchitect.dataLayer'],
        },
        {
          id: 'review',
          title: 'Review it',
          description:
            'Findings are in the Problems panel, on the lines that cause them, each with its reason and most with a fix. Right-click any file, folder or tab for a report.\n[Review All Schemas](command:databaseArchitect.reviewWorkspace)',
          media: { markdown: 'media/walkthrough/review.md' },
          completionEvents: ['onCommand:databaseArchitect.reviewSchema', 'onCommand:databaseArchitect.reviewWorkspace'],
        },
        {
          id: 'ask',
          title: 'Ask the architect',
          description:
            'Every table, migration and finding has "Ask the architect". It answers with links into your files, and proposes changes that you accept or reject.\n[Ask the Architect](command:databaseArchitect.askArchitect)',
          media: { markdown: 'media/walkthrough/ask.md' },
          completionEvents: ['onCommand:databaseArchitect.askArchitect', 'onView:databaseArchitect.panel'],
        },
        {
          id: 'key',
          title: 'Optional: talk freely',
          description:
            "Reviews, fixes, descriptions and plans need no key and send nothing anywhere. For free conversation, add a Claude key: it is kept in your system's secret storage.\n[Set Claude API Key](command:databaseArchitect.setApiKey)",
          media: { markdown: 'media/walkthrough/key.md' },
          completionEvents: ['onCommand:databaseArchitect.setApiKey'],
        },
      ],
    },
  ];
}
