import { chromium, devices, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { refusals, watchPage } from './watch-page.ts';

export interface Phone {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** A Chromium whose phones trust one CA and nothing else that is not public; no error of TLS is overlooked. */
export interface PhoneShop {
  /** A phone of its own: own cookies, mobile screen and user agent. Its complaints go to `faults`. */
  openPhone(): Promise<Phone>;
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** @param caPem as the trust page gives it to a device */
export async function openPhoneShop(caPem: string): Promise<PhoneShop> {
  const homeDir = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-phone-'));
  trustAuthority(homeDir, caPem);
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    env: { ...process.env, HOME: homeDir },
  });
  const faults: string[] = [];
  return {
    faults,
    async openPhone() {
      const context = await browser.newContext(devices['Pixel 7']);
      const page = await context.newPage();
      await watchPage(page, [refusals], faults);
      return { context, page };
    },
    async close() {
      await browser.close();
      fs.rmSync(homeDir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** Chromium on Linux reads the authorities a user has added from this database of NSS. */
function trustAuthority(homeDir: string, caPem: string): void {
  const nssDir = path.join(homeDir, '.pki/nssdb');
  fs.mkdirSync(nssDir, { recursive: true });
  const caPath = path.join(homeDir, 'ca.pem');
  fs.writeFileSync(caPath, caPem);
  const certutil = (...args: string[]) =>
    execFileSync('certutil', ['-d', `sql:${nssDir}`, ...args], { stdio: 'pipe' });
  certutil('-N', '--empty-password');
  certutil('-A', '-n', 'Rollcall', '-t', 'C,,', '-i', caPath);
}
