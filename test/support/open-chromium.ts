import { chromium, type Browser } from '@playwright/test';
import { watchContext } from './page-faults.ts';

export const chromiumPath = '/usr/bin/chromium';

/** Chromium takes one list only: those that Playwright switches off would come back with one of our own. */
const featuresOfPlaywright = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];
/** Pages that every new window loads for its address bar, which no test sees: half of what a new window costs. */
const featuresOfAddressBar = ['WebUIOmniboxAimPopup', 'WebUIOmniboxPopup'];

const switches = [
  '--disable-gpu',
  '--log-level=3',
  `--disable-features=${[...featuresOfPlaywright, ...featuresOfAddressBar].join(',')}`,
  // Its own sandbox refuses to run as root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

interface ChromiumOptions {
  /** More switches. */
  readonly args?: readonly string[];
  /** Instead of this process's own. */
  readonly env?: Record<string, string | undefined>;
}

/** The one place where tests get a browser: what goes wrong in any page of it fails the test (`page-faults.ts`). */
export async function openChromium({ args = [], env }: ChromiumOptions = {}): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [...switches, ...args],
    ...(env === undefined ? {} : { env }),
  });
  browser.on('context', watchContext);
  return browser;
}
