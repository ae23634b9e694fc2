import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserView } from '../../shared/model/user.ts';
import {
  addUser,
  adminPassword,
  makeDataDir,
  passwordOf,
  startAuthority,
  startSetUpAuthority,
  type AuthorityProcess,
} from '../support/authority-process.ts';
import { ApiClient } from '../support/client.ts';
import { listAudit } from '../support/facts.ts';
import { remakeBackup, sealed } from '../support/remade-backup.ts';
import { runProgram } from '../support/run-program.ts';

let source: AuthorityProcess;
const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-backups-'));
const place = (name: string): string => path.join(dir, name);
const plain = place('plain');
const secret = place('secret');
const passphrase = 'eleven green bottles';

beforeAll(async () => {
  source = await startSetUpAuthority();
  await addUser(source, 'ann', { limit: 2 });
  await source.run(['app', 'add', 'Shop', '--kind', 'forward-auth', '--url', 'https://192.168.1.20']);
  await source.run(['settings', 'set', 'portal.title', 'Works']);
  await source.run(['backup', 'create', plain]);
  await source.run(['backup', 'create', secret, '--passphrase-stdin'], `${passphrase}\n`);
});

afterAll(async () => {
  await source.remove();
  rmSync(dir, { recursive: true });
});

async function userNames(authority: AuthorityProcess): Promise<string[]> {
  const { users } = await authority.run<{ users: UserView[] }>(['user', 'list']);
  return users.map(({ name }) => name).toSorted();
}

async function titleOf(authority: AuthorityProcess): Promise<unknown> {
  return (await authority.run(['settings', 'get', 'portal.title']))['value'];
}

async function appNames(authority: AuthorityProcess): Promise<string[]> {
  return (await authority.run<{ apps: { name: string }[] }>(['app', 'list'])).apps.map(({ name }) => name);
}

async function codeOf(args: readonly string[], stdin?: string): Promise<string> {
  const answer = await source.cli(args, stdin);
  expect(answer.code, answer.stdout).toBe(1);
  return answer.json<{ error: { code: string } }>().error.code;
}

describe('a backup file', () => {
  it('can be made where the console proposes it, in the data directory of a new Rollcall', async () => {
    const proposed = path.join(source.dataDir, 'backups/first.backup');
    await source.run(['backup', 'create', proposed]);
    expect(statSync(path.dirname(proposed)).mode & 0o777).toBe(0o700);
    expect(statSync(proposed).size).toBeGreaterThan(0);
    rmSync(proposed);
  });

  it('is for its owner alone, complete, and tells people what it is', () => {
    for (const filePath of [plain, secret]) {
      expect(statSync(filePath).mode & 0o777).toBe(0o600);
      expect(readFileSync(filePath, 'latin1')).toMatch(/^Rollcall backup 1 \{/);
    }
    expect(readdirSync(dir).toSorted()).toEqual(['plain', 'secret']);
    expect(readdirSync(source.dataDir).filter((name) => name.startsWith('work-'))).toEqual([]);
  });

  it('is never written over', async () => {
    const before = readFileSync(plain);
    expect(await codeOf(['backup', 'create', plain])).toBe('backup_exists');
    expect(readFileSync(plain).equals(before)).toBe(true);
  });

  it('two at once under one name: one is made, the other is refused', async () => {
    const twice = place('twice');
    const answers = await Promise.all([1, 2].map(() => source.cli(['backup', 'create', twice])));
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([0, 1]));
    expect((await source.cli(['backup', 'verify', twice])).code).toBe(0);
  });

  it('in a place that cannot be written is refused', async () => {
    expect(await codeOf(['backup', 'create', place('no/such/folder/file')])).toBe('backup_folder_missing');
    // A file where a folder would have to be; root may write to any folder.
    expect(await codeOf(['backup', 'create', path.join(plain, 'file')])).toBe('backup_unwritable');
  });

  it('under a passphrase that is soon guessed is refused', async () => {
    const make = ['backup', 'create', place('weak'), '--passphrase-stdin'];
    expect(await codeOf(make, 'abc\n')).toBe('passphrase_too_short');
    expect(await codeOf(make, 'password123\n')).toBe('passphrase_too_common');
    expect(await codeOf(['backup', 'set-passphrase', '--passphrase-stdin'], 'abc\n')).toBe(
      'passphrase_too_short',
    );
    expect(existsSync(place('weak'))).toBe(false);
  });

  it('verifies, with its passphrase', async () => {
    expect(await source.run(['backup', 'verify', plain])).toMatchObject({
      backup: { encrypted: false, users: 2, apps: 1 },
    });
    expect(
      await source.run(['backup', 'verify', `"${secret}"`, '--passphrase-stdin'], `${passphrase}\n`),
    ).toMatchObject({
      backup: { encrypted: true, users: 2, apps: 1 },
    });
  });

  it('another passphrase, none, and one for a file that has none are refused', async () => {
    expect(await codeOf(['backup', 'verify', secret, '--passphrase-stdin'], 'another\n')).toBe(
      'backup_passphrase',
    );
    expect(await codeOf(['backup', 'verify', secret])).toBe('backup_passphrase');
    expect(await codeOf(['backup', 'verify', plain, '--passphrase-stdin'], 'another\n')).toBe(
      'backup_passphrase',
    );
    expect(await codeOf(['backup', 'restore', secret, '--passphrase-stdin'], 'another\n')).toBe(
      'backup_passphrase',
    );
  });

  it.each([
    ['plain', plain, undefined],
    ['encrypted', secret, passphrase],
  ])(
    '%s: cut, or with one byte changed anywhere, it is refused as damaged',
    async (kind, filePath, words) => {
      const whole = readFileSync(filePath);
      const damaged = place(`damaged-${kind}`);
      const args = ['backup', 'verify', damaged, ...(words === undefined ? [] : ['--passphrase-stdin'])];
      for (const bytes of [0, 10, 1000, whole.length - 1]) {
        writeFileSync(damaged, whole);
        truncateSync(damaged, bytes);
        expect(await codeOf(args, words)).toBe('backup_unreadable');
      }
      // In the mark, in the body, in the tag, in the sum.
      for (const at of [3, Math.floor(whole.length / 2), whole.length - 40, whole.length - 1]) {
        const flipped = Buffer.from(whole);
        flipped.writeUInt8(whole.readUInt8(at) ^ 1, at);
        writeFileSync(damaged, flipped);
        expect(await codeOf(args, words), `byte ${String(at)}`).toBe('backup_unreadable');
      }
      expect(await codeOf(['backup', 'restore', damaged])).toBe('backup_unreadable');
      expect(await userNames(source)).toEqual(['ann', 'boss']);
    },
  );

  it('that is another file, a folder or not there is refused', async () => {
    for (const filePath of [path.join(source.dataDir, 'rollcall.db'), dir])
      expect(await codeOf(['backup', 'verify', filePath])).toBe('backup_unreadable');
    expect(await codeOf(['backup', 'verify', place('nowhere')])).toBe('backup_file_missing');
    expect(await codeOf(['backup', 'restore', path.join(plain, 'in-a-file')])).toBe('backup_file_missing');
  });

  it('of a newer Rollcall is refused: newer form, newer database, newer settings', async () => {
    const file = readFileSync(plain);
    const bodyAt = file.indexOf('\n') + 1;
    const newerForm = place('newer-form');
    writeFileSync(
      newerForm,
      sealed(Buffer.from('Rollcall backup 2 {"anything":[1]}\n'), file.subarray(bodyAt, -32)),
    );
    expect(await codeOf(['backup', 'verify', newerForm])).toBe('backup_newer');

    const newerDatabase = place('newer-database');
    remakeBackup(plain, newerDatabase, (database) => database.exec('PRAGMA user_version = 99'));
    expect(await codeOf(['backup', 'verify', newerDatabase])).toBe('backup_newer');
    expect(await codeOf(['backup', 'restore', newerDatabase])).toBe('backup_newer');

    const newerSettings = place('newer-settings');
    remakeBackup(plain, newerSettings, (database) =>
      database.exec(`UPDATE backup_files SET content = '{"schema":99}' WHERE name = 'settings.json'`),
    );
    expect(await codeOf(['backup', 'verify', newerSettings])).toBe('backup_newer');
  });

  it('with a changed audit, or with a trigger in it, is refused', async () => {
    const changed = place('changed-audit');
    remakeBackup(plain, changed, (database) =>
      database.exec("UPDATE audit SET actor = 'nobody' WHERE seq = 2"),
    );
    expect(await codeOf(['backup', 'verify', changed])).toBe('backup_unreadable');
    const trigger = place('trigger');
    remakeBackup(plain, trigger, (database) =>
      database.exec('CREATE TRIGGER t AFTER INSERT ON users BEGIN DELETE FROM users; END'),
    );
    expect(await codeOf(['backup', 'verify', trigger])).toBe('backup_unreadable');
  });

  it('holds nothing that is good for a moment only', () => {
    remakeBackup(plain, place('looked-at'), (database) => {
      for (const table of ['grants', 'tickets', 'pairings', 'attempts', 'known_devices'])
        expect(database.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get()).toMatchObject({ n: 0 });
    });
  });
});

describe('restore of a part', () => {
  let target: AuthorityProcess;

  beforeAll(async () => {
    target = await startSetUpAuthority();
    await addUser(target, 'dora', {});
    await target.run(['app', 'add', 'Wiki', '--kind', 'forward-auth', '--url', 'https://192.168.1.30']);
    await target.run(['settings', 'set', 'portal.title', 'Here']);
  });

  afterAll(() => target.remove());

  it('settings: nothing but the settings, and everybody is signed out', async () => {
    const { token } = await new ApiClient(target.origin, target.ca).mustSignIn(
      'dora',
      passwordOf('dora'),
      'pc',
    );
    const { ca } = target;
    await target.run(['backup', 'restore', plain, '--part', 'settings']);
    expect(await titleOf(target)).toBe('Works');
    expect(await userNames(target)).toEqual(['boss', 'dora']);
    expect(await appNames(target)).toEqual(['Wiki']);
    expect(target.ca).toBe(ca);
    const api = new ApiClient(target.origin, target.ca);
    expect((await api.whoAmI(token)).json()).toMatchObject({ reason: 'restored' });
    await api.mustSignIn('dora', passwordOf('dora'), 'pc');
  });

  it('users and apps: nothing but these', async () => {
    await target.run(['settings', 'set', 'portal.title', 'Here again']);
    const { ca } = target;
    await target.run(
      ['backup', 'restore', secret, '--part', 'users-and-apps', '--passphrase-stdin'],
      `${passphrase}\n`,
    );
    expect(await userNames(target)).toEqual(['ann', 'boss']);
    expect(await appNames(target)).toEqual(['Shop']);
    expect(await titleOf(target)).toBe('Here again');
    expect(target.ca).toBe(ca);
    // Two histories: its own stays, and names the head of the other.
    const [restored] = (await listAudit(target)).filter(({ action }) => action === 'backup.restored');
    expect(restored).toMatchObject({ data: { part: 'users-and-apps', epoch: 2, audit: 'foreign' } });
    expect(restored?.data['foreignHead']).toMatchObject({ seq: expect.any(Number) as number });
  });

  it('addresses and ports of another computer are left out, those of this one come back', async () => {
    const elsewhere = place('elsewhere');
    const changeNetwork =
      (host: string | undefined) => (database: Parameters<Parameters<typeof remakeBackup>[2]>[0]) => {
        database.exec(`UPDATE backup_files SET content = json_set(content, '$.network.names', json('["old-pc.lan"]'),
        '$.network.httpsPort', 9999, '$.portal.title', 'Old PC') WHERE name = 'settings.json'`);
        if (host !== undefined)
          database.exec(`UPDATE backup_manifest SET document = json_set(document, '$.host', '${host}')`);
      };
    remakeBackup(plain, elsewhere, changeNetwork('old-pc'));
    await target.run(['backup', 'restore', elsewhere, '--part', 'settings']);
    expect(await titleOf(target)).toBe('Old PC');
    expect(await target.run(['settings', 'get', 'network.httpsPort'])).toMatchObject({ value: 8443 });
    expect(await target.run(['settings', 'get', 'network.names'])).toMatchObject({ value: [] });

    const sameHost = place('same-host');
    remakeBackup(plain, sameHost, changeNetwork(undefined));
    await target.run(['backup', 'restore', sameHost, '--part', 'settings']);
    expect(await target.run(['settings', 'get', 'network.names'])).toMatchObject({ value: ['old-pc.lan'] });
  });
});

describe('restore on a new computer', () => {
  it('of a backup that an older Rollcall made: it is brought to the present form', async () => {
    const older = place('older');
    remakeBackup(plain, older, (database) => {
      const later = [
        'groups',
        'sign_ins',
        'pairings',
        'oidc_artifacts',
        'logouts',
        'blocked_devices',
        'session_addresses',
        'user_imports',
        'failure_days',
        'trusting_devices',
        'verified_backups',
        'pleas',
      ];
      for (const table of later) database.exec(`DROP TABLE ${table}`);
      for (const index of ['sessions_spare', 'grants_app', 'audit_of_session'])
        database.exec(`DROP INDEX ${index}`);
      const added = {
        users: ['app_limit', 'groups', 'reserved_seats', 'second_factor'],
        sessions: ['claimed_at', 'spare_hash', 'transaction_key', 'device_hash'],
        apps: ['background_paths', 'groups', 'details', 'last_check', 'mismatch'],
      };
      for (const [table, columns] of Object.entries(added))
        for (const column of columns) database.exec(`ALTER TABLE ${table} DROP COLUMN ${column}`);
      database.exec('PRAGMA user_version = 1');
    });
    const dataDir = makeDataDir();
    const answer = await runProgram(['backup', 'restore', older, '--data', dataDir, '--json']);
    expect(answer.code, answer.stderr).toBe(0);
    const target = await startAuthority({ dataDir });
    await new ApiClient(target.origin, target.ca).mustSignIn('ann', passwordOf('ann'), 'pc');
    await target.remove();
  });

  it('while it runs: people sign in with their old passwords, devices trust the old CA, the audit is the old one', async () => {
    const target = await startSetUpAuthority();
    const [newest] = await listAudit(source, 1);
    const latest = place('latest');
    await source.run(['backup', 'create', latest]);
    const replacedSeq = (await listAudit(target, 1))[0]?.seq;
    await target.run(['backup', 'restore', latest]);
    expect(await userNames(target)).toEqual(['ann', 'boss']);
    expect(await appNames(target)).toEqual(['Shop']);
    expect(await titleOf(target)).toBe('Works');
    expect(target.ca).toBe(source.ca);
    const api = new ApiClient(target.origin, target.ca);
    await api.mustSignIn('ann', passwordOf('ann'), 'pc');
    await api.mustSignIn('boss', adminPassword, 'pc');
    const entries = await listAudit(target);
    expect(entries).toContainEqual(newest);
    expect(entries.find(({ action }) => action === 'backup.restored')).toMatchObject({
      seq: (newest?.seq ?? 0) + 1,
      data: { audit: 'replaced', replacedHead: { seq: replacedSeq } },
    });
    await target.remove();
  });

  it('with the command line alone, before anything was set up', async () => {
    const dataDir = makeDataDir();
    mkdirSync(path.dirname(dataDir), { recursive: true });
    const answer = await runProgram(['backup', 'restore', plain, '--data', dataDir, '--json']);
    expect(answer.code, answer.stderr).toBe(0);
    const target = await startAuthority({ dataDir });
    expect(await userNames(target)).toEqual(['ann', 'boss']);
    expect(target.ca).toBe(source.ca);
    await new ApiClient(target.origin, target.ca).mustSignIn('ann', passwordOf('ann'), 'pc');
    await target.remove();
  });
});
