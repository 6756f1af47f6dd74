import { defineConfig } from 'vitest/config';

// The engine's tests: no window, no VS Code. (The extension host's are in test/host, the journeys in test/e2e.)
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    allowOnly: false,
  },
});
