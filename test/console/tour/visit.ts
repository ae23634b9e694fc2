import type { Locator, Page } from '@playwright/test';
import { createInstance } from 'i18next';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expectPage } from '../../support/expect-page.ts';
import { sayDevice } from '../../../shared/words/say-device.ts';
import { valueWriter } from '../../../shared/write-values.ts';
import { rootDir } from '../../support/root-dir.ts';
import type { ScenarioName } from '../../support/fake-authority/scenarios.ts';

/** The two languages of the tour: one that runs from left to right, one that runs from right to left. */
export type TourLanguage = 'en' | 'ar';

/** One state of one screen: where it is, and what is done there until it shows. */
export interface Stop {
  readonly name: string;
  readonly scenario: ScenarioName | 'down';
  /** Address behind `#/`; empty: the overview, the first run, or that nothing runs. */
  readonly at: string;
  readonly go?: (visit: Visit) => Promise<void>;
}

export type Role = Parameters<Page['getByRole']>[0];

/** Finds things by the keys of the texts, so that a state is written once for both languages. */
export class Visit {
  readonly page: Page;
  /** The sentence of a key, as the console shows it. */
  readonly say: (key: string, values?: Record<string, unknown>) => string;
  /** The label of a device, as the console shows it. */
  readonly device: (label: string) => string;

  constructor(page: Page, language: TourLanguage) {
    this.page = page;
    this.say = makeSay(language, 'renderer');
    const say = makeSay(language, 'shared');
    this.device = (label) => sayDevice(say, label);
  }

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  get rows(): Locator {
    return this.page.locator('tbody tr[data-id]');
  }

  find(role: Role, key: string, values?: Record<string, unknown>): Locator {
    return this.page.getByRole(role, { name: this.say(key, values), exact: true });
  }

  findLabel(key: string): Locator {
    return this.page.getByLabel(this.say(key), { exact: true });
  }

  async press(role: Role, key: string, values?: Record<string, unknown>): Promise<void> {
    await this.find(role, key, values).click();
  }

  /** Opens a dialog, and waits for it. */
  async ask(role: Role, key: string, values?: Record<string, unknown>): Promise<void> {
    await this.press(role, key, values);
    await expectPage(this.dialog).toBeVisible();
  }

  /** The act of a row's menu. */
  async act(actsKey: string, name: string, key: string): Promise<void> {
    await this.press('button', actsKey, { name });
    await this.ask('menuitem', key);
  }

  async see(key: string, values?: Record<string, unknown>): Promise<void> {
    await expectPage(this.page.getByText(this.say(key, values)).first()).toBeVisible();
  }

  /** Nothing that is shown is still asked for. */
  async rest(): Promise<void> {
    await expectPage(this.page.locator('[aria-busy="true"]')).toHaveCount(0);
    await expectPage(this.page.getByText(this.say('ui.loading'), { exact: true })).toHaveCount(0);
  }

  async go(at: string): Promise<void> {
    await this.page.evaluate((hash) => {
      window.location.hash = hash;
    }, `#/${at}`);
  }
}

function makeSay(language: TourLanguage, side: 'renderer' | 'shared'): Visit['say'] {
  const file = path.join(rootDir, `${side}/text/${language.toLowerCase()}.json`);
  const texts = createInstance();
  void texts.use(valueWriter).init({
    lng: language,
    resources: { [language]: { translation: JSON.parse(readFileSync(file, 'utf8')) as object } },
    interpolation: { escapeValue: false, alwaysFormat: true },
    initAsync: false,
  });
  return (key, values = {}) => {
    const sentence = texts.t(key, values);
    if (sentence === key) throw new Error(`No sentence ${key} in ${language}.`);
    return sentence;
  };
}
