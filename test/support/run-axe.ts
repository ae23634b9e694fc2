import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Axe from 'axe-core';

declare global {
  interface Window {
    readonly axe: typeof Axe;
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wcagTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export interface AxeFault {
  readonly id: string;
  readonly impact: string;
  /** Each place: its element and what is wrong with it. */
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/**
 * What axe finds against WCAG 2.2 AA in the page, its frames left out. What holds is not described: that takes longer
 * than to find out.
 * @param rules only these; all without
 */
export async function runAxe(page: Page, rules?: readonly string[]): Promise<AxeFault[]> {
  // Once for each load of the page; the policy of the page does not bind what the driver evaluates.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  return page.evaluate(
    async ({ tags, only }) => {
      const { violations } = await window.axe.run(document, {
        iframes: false,
        resultTypes: ['violations'],
        runOnly: only === undefined ? { type: 'tag', values: tags } : { type: 'rule', values: [...only] },
      });
      return violations.map(({ id, impact, nodes }) => ({
        id,
        impact: impact ?? '',
        nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary: failureSummary ?? '' })),
      }));
    },
    { tags: wcagTags, only: rules },
  );
}
