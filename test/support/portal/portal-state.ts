import type { Page } from '@playwright/test';
import type { PortalWorld } from './portal-world.ts';

/** One page for people in one of its states, reached as they reach it, in whatever language and without JavaScript. */
export interface PortalState {
  readonly name: string;
  /** Key of its title in the texts of the portal or of the pages on an app's host; with the forms of a count. */
  readonly title: string;
  /** Statuses of the pages on the way that refuse something on purpose, its own among them. */
  readonly refusals?: readonly number[];
  open(page: Page, world: PortalWorld): Promise<void>;
  /** Takes back what would hold for everybody. */
  after?(world: PortalWorld): Promise<void>;
}
