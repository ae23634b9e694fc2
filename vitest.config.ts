import { existsSync } from 'node:fs';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** Parts whose tests start processes get few workers: timing promises must hold on a two-core machine. */
const PARTS: Record<string, { maxWorkers?: number; testTimeoutMs: number }> = {
  architecture: { testTimeoutMs: 30_000 },
  unit: { testTimeoutMs: 30_000 },
  authority: { maxWorkers: 2, testTimeoutMs: 60_000 },
  oidc: { maxWorkers: 1, testTimeoutMs: 60_000 },
  proxies: { maxWorkers: 1, testTimeoutMs: 120_000 },
  durability: { maxWorkers: 1, testTimeoutMs: 600_000 },
  console: { maxWorkers: 1, testTimeoutMs: 120_000 },
  desktop: { maxWorkers: 1, testTimeoutMs: 180_000 },
};

const projects: TestProjectConfiguration[] = Object.entries(PARTS)
  .filter(([name]) => existsSync(new URL(`test/${name}`, import.meta.url)))
  .map(([name, part], order) => ({
    extends: true,
    test: {
      name,
      include: [`test/${name}/**/*.test.{ts,tsx}`],
      environment: 'node',
      setupFiles: ['test/support/no-page-faults.ts'],
      pool: 'forks',
      testTimeout: part.testTimeoutMs,
      hookTimeout: part.testTimeoutMs,
      sequence: { groupOrder: order },
      ...(part.maxWorkers === undefined ? {} : { maxWorkers: part.maxWorkers }),
    },
  }));

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  test: { projects, passWithNoTests: true },
});
