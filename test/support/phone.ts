import { devices, type BrowserContext, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openChromium } from './open-chromium.ts';

export interface Phone {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** A Chromium whose phones trust one CA and nothing else that is not public; no error of TLS is overlooked. */
export interface PhoneShop {
  /** A phone of its own: own cookies, mobile screen and user agent. */
  openPhone(): Promise<Phone>;
  close(): Promise<void>;
}

/** @param caPem as the trust page gives it to a device */
export async function openPhoneShop(caPem: string): Promise<PhoneShop> {
  const homeDir = fs.mkdtempSync(path.join(os.tmpdir(), 'rollcall-phone-'));
  trustAuthority(homeDir, caPem);
  const browser = await openChromium({ env: { ...process.env, HOME: homeDir } });
  return {
    async openPhone() {
      const context = await browser.newContext(devices['Pixel 7']);
      return { context, page: await context.newPage() };
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
