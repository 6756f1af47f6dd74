import { defineConfig } from 'vitest/config';

// One worker for all journeys: they share a server, a browser and a window (see fixture.ts).
export default defineConfig({
  test: {
    root: `${__dirname}/../..`,
    include: ['test/e2e/journeys/*.journey.ts'],
    pool: 'forks',
    poolOptions: { forks: { singleFork: true, isolate: false } },
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    allowOnly: false,
  },
});
