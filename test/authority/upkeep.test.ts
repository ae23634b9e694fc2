import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import { addApp } from '../../electron/authority/operations/change-apps.ts';
import { changeSettings } from '../../electron/authority/operations/change-settings.ts';
import {
  listToMend,
  noteGivenHost,
  type LostAddressDependencies,
} from '../../electron/authority/operations/lost-address.ts';
import {
  isDiskLow,
  listUpkeepAlarms,
  type UpkeepFacts,
} from '../../electron/authority/operations/upkeep-alarms.ts';
import { openGivenHost } from '../../electron/authority/records/install/given-host.ts';
import { openSeam, removeSeamDir, type Seam } from '../support/seam.ts';

let seam: Seam;
let hosts: string[];
let deps: LostAddressDependencies & Seam['deps'];

beforeEach(async () => {
  seam = await openSeam();
  hosts = ['192.168.1.5', '10.8.0.2'];
  await open();
});

afterEach(async () => {
  await seam.close();
  removeSeamDir(seam.dataDir);
});

async function open(): Promise<void> {
  const origins = (): string[] => hosts.map((host) => `https://${host}:8443`);
  deps = {
    ...seam.deps,
    network: { origins, origin: () => origins()[0] ?? '', hosts: () => new Set(), ports: () => [8443, 8080] },
    givenHost: await openGivenHost(seam.deps.database),
  };
}

async function add(
  name: string,
  kind: 'forward-auth' | 'gateway' = 'forward-auth',
  url = `https://${name}.lan`,
) {
  const added = await addApp(
    deps,
    { name, kind, url, upstream: 'http://127.0.0.1:8080', groups: [] },
    'console',
    () => Promise.resolve({ ok: true }),
  );
  if (!added.ok) throw new Error(`${added.code} ${added.detail ?? ''}`);
  return added.app;
}

const mend = (): string[] => listToMend(deps).apps.map(({ name, what }) => `${name}: ${what}`);

describe('after the address has changed', () => {
  it('the apps whose proxies ask under the old one are named, until each has asked again', async () => {
    const shop = await add('shop');
    await add('wiki');
    await noteGivenHost(deps);
    expect(listToMend(deps)).toEqual({ apps: [] });

    seam.time.pass(60_000);
    hosts = ['192.168.1.77', '10.8.0.2'];
    await noteGivenHost(deps);
    expect(mend()).toEqual(['shop: snippet', 'wiki: snippet']);
    expect(listToMend(deps).lost?.address).toBe('192.168.1.5');

    seam.time.pass(1000);
    await add('new');
    deps.apps.touch(shop.id, deps.clock.now());
    expect(mend()).toEqual(['wiki: snippet']);
  });

  it('that is known after a restart too: mostly it changes while the computer is off', async () => {
    await add('shop');
    await noteGivenHost(deps);
    await seam.close();
    seam = await openSeam(seam.dataDir, seam.time);
    seam.time.pass(60_000);
    hosts = ['192.168.1.77'];
    await open();
    await noteGivenHost(deps);
    expect(mend()).toEqual(['shop: snippet']);
  });

  it('nothing is to be mended once it is back', async () => {
    await add('shop');
    await noteGivenHost(deps);
    seam.time.pass(1000);
    hosts = ['192.168.1.77'];
    await noteGivenHost(deps);
    hosts = ['192.168.1.5'];
    await noteGivenHost(deps);
    expect(listToMend(deps)).toEqual({ apps: [] });
  });

  it('a cable that was pulled out is no new address, and another choice of the admin loses nothing', async () => {
    await add('shop');
    await noteGivenHost(deps);
    seam.time.pass(1000);
    hosts = ['127.0.0.1'];
    await noteGivenHost(deps);
    hosts = ['10.8.0.2', '192.168.1.5'];
    await noteGivenHost(deps);
    expect(listToMend(deps)).toEqual({ apps: [] });
  });

  it('an app that is itself reached under it is named by that', async () => {
    await add('board', 'forward-auth', 'https://192.168.1.5:9443');
    await noteGivenHost(deps);
    seam.time.pass(1000);
    hosts = ['192.168.1.77'];
    await noteGivenHost(deps);
    expect(mend()).toEqual(['board: url']);
  });
});

describe('an alarm', () => {
  const quiet: UpkeepFacts = {
    lostAddress: undefined,
    toMend: [],
    disk: undefined,
    dhcpAddresses: new Set(),
    backupProblem: undefined,
  };
  const alarms = (facts: Partial<UpkeepFacts>) => listUpkeepAlarms(deps, { ...quiet, ...facts });
  const leased = { dhcpAddresses: new Set(['192.168.1.5']) };

  it('about an address from DHCP is given only while links use it and somebody depends on it', async () => {
    expect(alarms(leased)).toEqual([]);
    await seam.addUser('ann');
    expect(alarms(leased)).toMatchObject([{ code: 'address_from_dhcp' }]);
    expect(alarms(leased)[0]?.sentence).toContain('Reserve the address in the router');
    expect(alarms({ dhcpAddresses: new Set(['10.8.0.2']) })).toEqual([]);
    const values = { 'network.primaryHost': '192.168.1.5' };
    await changeSettings(deps, values, 'as_they_expire', 'console', () => Promise.resolve({ ok: true }));
    expect(alarms(leased)).toEqual([]);
  });

  it('about the disk is given below 1 GB or a twentieth, but not of a large disk with 10 GB left', () => {
    const gb = 1e9;
    expect(isDiskLow({ freeBytes: 0.9 * gb, totalBytes: 8 * gb })).toBe(true);
    expect(isDiskLow({ freeBytes: 1.1 * gb, totalBytes: 8 * gb })).toBe(false);
    expect(isDiskLow({ freeBytes: 4 * gb, totalBytes: 100 * gb })).toBe(true);
    expect(isDiskLow({ freeBytes: 6 * gb, totalBytes: 100 * gb })).toBe(false);
    expect(isDiskLow({ freeBytes: 11 * gb, totalBytes: 4000 * gb })).toBe(false);
    const [alarm] = alarms({ disk: { freeBytes: 0.5 * gb, totalBytes: 100 * gb } });
    expect(alarm).toMatchObject({ code: 'disk_low' });
    expect(alarm?.sentence).toMatch(/^Only 500 MB are free/);
  });

  it('about a lost address names what is to be mended', () => {
    const toMend = [{ id: 'a', name: 'Shop', what: 'snippet' as const }];
    expect(alarms({ lostAddress: '192.168.1.5', toMend })[0]?.sentence).toMatch(/To mend: Shop\.$/);
  });
});

it('a batch that the disk refuses leaves the given host as it was', async () => {
  const given = await openGivenHost(seam.deps.database);
  const batch = new Batch();
  given.put(batch, { host: 'a', from: 0, lost: [] });
  batch.write('NOT SQL');
  await seam.deps.database.commit(batch).catch(() => undefined);
  expect(given.find()).toBeUndefined();
});
