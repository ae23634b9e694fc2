import type { TestProject } from 'vitest/node';
import { bundleFakePage } from './bundle-fake-page.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** As of `bundleFakePage`. */
    fakePage: string;
  }
}

/** Before the first file of the part: bundled once for all of them. */
export async function setup({ provide }: TestProject): Promise<void> {
  provide('fakePage', await bundleFakePage());
}
