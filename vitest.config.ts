import { defineConfig } from 'vitest/config';

interface Part {
  readonly maxWorkers?: number;
  /** Stands for never: far above what the longest test takes on a slow computer with other work. */
  readonly testTimeoutMs: number;
  /** Files that hold Rollcall to a time, by their names: nothing runs beside them. They are the project `PART-alone`. */
  readonly alone?: readonly string[];
  readonly globalSetup?: string;
}

/** Parts whose tests start processes get as many workers as a computer for tests has processors, or only one. */
const PARTS: Record<string, Part> = {
  architecture: { testTimeoutMs: 30_000 },
  unit: { testTimeoutMs: 30_000 },
  authority: { maxWorkers: 2, testTimeoutMs: 180_000 },
  oidc: { maxWorkers: 2, testTimeoutMs: 180_000 },
  proxies: {
    maxWorkers: 2,
    testTimeoutMs: 240_000,
    alone: [
      'gateway-browser',
      'gateway-faults',
      'gateway-load',
      'gateway-sockets',
      'gateway-time',
      'native-app',
      'real-apps',
    ],
  },
  durability: { maxWorkers: 1, testTimeoutMs: 600_000 },
  console: {
    maxWorkers: 2,
    testTimeoutMs: 240_000,
    globalSetup: 'test/support/fake-authority/provide-fake-page.ts',
  },
  desktop: { maxWorkers: 1, testTimeoutMs: 240_000 },
};

const projects = Object.entries(PARTS).flatMap(([name, { alone = [], ...part }]) => {
  const all = `test/${name}/**/*.test.{ts,tsx}`;
  const files = alone.map((file) => `test/${name}/${file}.test.ts`);
  return [
    { ...part, name, include: [all], exclude: files },
    ...(files.length === 0 ? [] : [{ ...part, name: `${name}-alone`, include: files, maxWorkers: 1 }]),
  ];
});

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    projects: projects.map(({ testTimeoutMs, ...project }, order) => ({
      extends: true,
      test: {
        ...project,
        environment: 'node',
        setupFiles: ['test/support/no-page-faults.ts'],
        pool: 'forks',
        testTimeout: testTimeoutMs,
        hookTimeout: testTimeoutMs,
        sequence: { groupOrder: order },
      },
    })),
  },
});
