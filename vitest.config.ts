import { defineConfig } from 'vitest/config';

/** Folders whose unit tests stand beside the code; tests that need services have folders and suffixes of their own. */
const notUnit = [
  '**/node_modules/**',
  '**/.next/**',
  '**/dist/**',
  '**/.longshore/**',
  '**/*.integration.test.ts',
  '**/*.browser.test.ts',
  '**/*.faults.test.ts',
];

/**
 * Tests against real services share one Kafka, registry and PostgreSQL, started once (test/setup/real-services.ts), and
 * each file keeps to a topic prefix and a database of its own. One file runs after another, unless said otherwise.
 */
const withRealServices = {
  environment: 'node',
  globalSetup: ['./test/setup/real-services.ts'],
  pool: 'forks' as const,
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 180_000,
};

/** For tests that wait more than they work: one file alone leaves more than half of two processors idle. */
const twoAtATime = { fileParallelism: true, maxWorkers: 2 };

/**
 * Faults by which somebody falls silent for some seconds, which is noticed in some seconds. Another file beside them
 * would make those silent who only wait for a processor.
 */
const countSilence = ['fleet-*', '*-away', 'engine-frozen', 'agent-package'].map(
  (name) => `test/faults/${name}.faults.test.ts`,
);

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // Hundreds of small files: loading what they share once per process, not once per file, halves the time.
          isolate: false,
          // Unless told, vitest leaves one processor out: of two, half.
          maxWorkers: '100%',
          // A guard against hanging: some start programs, and two cores may be busy with other tests.
          testTimeout: 30_000,
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: notUnit,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...withRealServices,
          ...twoAtATime,
          name: 'integration',
          include: ['test/integration/**/*.integration.test.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...withRealServices,
          // All of Longshore, pages included, on services of its own: what a page shows is then of these tests alone.
          globalSetup: ['./test/setup/whole-stack.ts'],
          name: 'browser',
          include: ['test/browser/**/*.browser.test.ts'],
          expect: { poll: { timeout: 20_000 } },
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...withRealServices,
          name: 'silence',
          include: [...countSilence],
          testTimeout: 300_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          ...withRealServices,
          ...twoAtATime,
          name: 'faults',
          include: ['test/faults/**/*.faults.test.ts'],
          exclude: [...countSilence],
          testTimeout: 300_000,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
