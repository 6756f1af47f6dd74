import { defineConfig } from 'vitest/config';

// The real tools build databases, and what we read must equal them. One file at a time: each starts servers of its own.
export default defineConfig({
  test: {
    include: ['test/tools/**/*.tool.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    allowOnly: false,
  },
});
