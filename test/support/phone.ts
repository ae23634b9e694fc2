import { chromium, devices, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

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
      page.on('console', (message) => {
        // A page that refuses answers 4xx on purpose; Chromium reports that as if something had failed to load.
        const answered = /status of 4\d\d/.test(message.text());
        if (message.type() === 'error' && !answered) faults.push(`${page.url()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
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
