import { describe, expect, it } from 'vitest';
import { deviceLabel } from '../../electron/authority/endpoints/portal/device-label.ts';
import { trustSystemOf } from '../../electron/authority/endpoints/portal/trust-system.ts';

const agents = {
  chromeOnWindows:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0',
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  chromeOnIphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/130.0.0.0 Mobile/15E148 Safari/604.1',
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0',
  samsung:
    'Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36',
};

describe('the label of a device', () => {
  it.each([
    [agents.chromeOnWindows, 'Chrome on Windows'],
    [agents.edge, 'Edge on Windows'],
    [agents.iphone, 'Safari on iPhone'],
    [agents.chromeOnIphone, 'Chrome on iPhone'],
    [agents.mac, 'Safari on macOS'],
    [agents.firefox, 'Firefox on Linux'],
    [agents.samsung, 'Samsung Internet on Android'],
    ['curl/8.5.0', 'Browser'],
    ['', 'Browser'],
    [undefined, 'Browser'],
  ])('of %s is "%s"', (agent, label) => {
    expect(deviceLabel(agent)).toBe(label);
  });

  it('never carries what a client made up', () => {
    expect(deviceLabel('<script>\u0000 Chrome/1 '.repeat(10_000))).toBe('Chrome');
  });
});

describe('the system the trust page begins with', () => {
  it.each([
    [agents.chromeOnWindows, 'windows'],
    [agents.iphone, 'ios'],
    [agents.mac, 'macos'],
    [agents.firefox, 'firefox'],
    [agents.samsung, 'android'],
    [undefined, 'linux'],
  ])('for %s is %s', (agent, system) => {
    expect(trustSystemOf(agent)).toBe(system);
  });
});
