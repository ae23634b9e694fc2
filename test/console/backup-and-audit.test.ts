import { describe, expect, it } from 'vitest';
import { expectPage } from '../support/expect-page.ts';
import { useConsoleHost } from './console-host.ts';
import { BackupPage } from './pages/backup-page.ts';
import { ConsolePage } from './pages/console-page.ts';

describe('Backup', () => {
  const host = useConsoleHost();
  const openBackup = async (): Promise<BackupPage> => {
    const backup = new BackupPage((await host.open('office')).page);
    await backup.goTo('Backup');
    return backup;
  };

  it('is made where the admin says, and shows what is in it', async () => {
    const backup = await openBackup();
    await expectPage(backup.page.getByText('No backup was made yet')).toBeVisible();
    await expectPage(backup.path).toHaveValue(/^\/home\/ann\/\.config\/Rollcall\/data\/backups\/rollcall-/);
    await backup.make('/media/usb/rollcall.backup');
    await expectPage(backup.making).toContainText('The backup is made');
    await expectPage(backup.making).toContainText('/media/usb/rollcall.backup');
    await expectPage(backup.page.getByText('Last backup:')).toBeVisible();
  });

  it('a passphrase is typed twice, after what losing it means was said', async () => {
    const backup = await openBackup();
    await expectPage(backup.making).toContainText('whoever has the file has everything in it');
    await backup.making.getByLabel('Passphrase (optional)').fill('seven canoes');
    await expectPage(backup.making).toContainText('nobody can open the backup, ever');
    await backup.make('/media/usb/rollcall.backup');
    await expectPage(backup.making).toContainText('The two passphrases are not the same.');
    await backup.making.getByLabel('Passphrase again').fill('seven canoes');
    await backup.make('/media/usb/rollcall.backup');
    await expectPage(backup.making).toContainText('The backup is made');
    await backup.opening.getByRole('button', { name: 'Check the backup' }).click();
    await expectPage(backup.failure).toContainText('The passphrase is not that of this backup.');
    await backup.opening.getByLabel('Passphrase, if it has one').fill('seven canoes');
    await backup.opening.getByRole('button', { name: 'Check the backup' }).click();
    await expectPage(backup.opening).toContainText('The backup is whole');
    await expectPage(backup.opening).toContainText('front-desk');
    const verdict = backup.opening.locator('div[tabindex="-1"]').filter({ hasText: 'The backup is whole' });
    await expectPage(verdict).toBeInViewport({ ratio: 0.95 });
    await expectPage(verdict).toBeFocused();
  });

  it('a file that is there already, or is no backup, is refused in words', async () => {
    const backup = await openBackup();
    await backup.make('/media/usb/rollcall.backup');
    await expectPage(backup.making).toContainText('The backup is made');
    await backup.make('/media/usb/rollcall.backup');
    await expectPage(backup.failure).toHaveText('There is a file of this name already. Choose another name.');
    await backup.check('/media/usb/photo.jpg');
    await expectPage(backup.opening).toContainText(
      'This file is not a backup of Rollcall, or it is damaged.',
    );
    await expectPage(backup.opening.getByRole('button', { name: 'Bring it back…' })).toHaveCount(0);
  });

  it('what is wrong with a path or a passphrase is said in a sentence', async () => {
    const backup = await openBackup();
    await backup.make('rollcall.backup');
    await expectPage(backup.failure).toContainText('This is not a full path.');
    await backup.make('/media/gone/rollcall.backup');
    await expectPage(backup.failure).toContainText('This folder does not exist.');
    // What was said of the path before goes with the first key: never two failures at a time.
    await backup.path.fill('/media/usb/rollcall.backup');
    await expectPage(backup.failure).toHaveCount(0);
    await backup.making.getByLabel('Passphrase (optional)').fill('abc');
    await backup.make('/media/gone/rollcall.backup');
    await expectPage(backup.making).toContainText('The two passphrases are not the same.');
    await backup.making.getByLabel('Passphrase again').fill('abc');
    await backup.make('/media/usb/rollcall.backup');
    await expectPage(backup.failure).toContainText('The passphrase needs at least 8 characters.');
    await backup.check('/media/usb/nothing.backup');
    await expectPage(backup.opening).toContainText('There is no file of this name there.');
    await backup.opening.getByLabel('File of the backup').fill('/media/usb/other.backup');
    await expectPage(backup.opening.getByRole('alert')).toHaveCount(0);
  });

  it('files and folders are chosen by the system’s dialog, and a backup elsewhere is named above the list', async () => {
    const backup = await openBackup();
    const choose = (path: string | undefined) =>
      backup.page.evaluate((chosen) => {
        window.fake.shell.choosing.answer = chosen;
      }, path);
    const folder = { name: 'Choose the folder…' };
    await choose('/media/elsewhere');
    await backup.making.getByRole('button', folder).click();
    await expectPage(backup.path).toHaveValue(/^\/media\/elsewhere\/rollcall-[\d-]+\.backup$/);
    const path = await backup.path.inputValue();
    await backup.making.getByRole('button', { name: 'Make the backup' }).click();
    await expectPage(backup.making).toContainText('The backup is made');
    await expectPage(backup.page.getByText('It lies in another folder than those below')).toContainText(path);
    await expectPage(backup.page.getByText('No backup lies here')).toBeVisible();

    const file = backup.opening.getByRole('button', { name: 'Choose the file…' });
    const typed = backup.opening.getByLabel('File of the backup');
    await choose('/media/usb/b.backup');
    await file.click();
    await expectPage(typed).toHaveValue('/media/usb/b.backup');
    await choose(undefined);
    await file.click();
    await expectPage(typed).toHaveValue('/media/usb/b.backup');

    await backup.schedule.getByRole('switch').click();
    await choose('/media/stick');
    await backup.schedule.getByRole('button', folder).click();
    await expectPage(backup.schedule.getByLabel('Folder', { exact: true })).toHaveValue('/media/stick');
    expect(await backup.page.evaluate(() => window.fake.shell.choosing.asked)).toEqual([
      { kind: 'folder', from: '/home/ann/.config/Rollcall/data/backups/' },
      { kind: 'file', from: path },
      { kind: 'file', from: '/media/usb/b.backup' },
      { kind: 'folder', from: '' },
    ]);
  });

  it('is brought back only after the word, signs out everybody, and the console connects again', async () => {
    const backup = await openBackup();
    await backup.make('/media/usb/rollcall.backup');
    await backup.check('/media/usb/rollcall.backup');
    await backup.opening.getByRole('radio', { name: 'Users and apps' }).check();
    await backup.opening.getByRole('button', { name: 'Bring it back…' }).click();
    await expectPage(backup.dialog).toContainText('Bring back users and apps?');
    await expectPage(backup.dialog).toContainText('Everybody is signed out: all 30 devices.');
    const act = backup.dialog.getByRole('button', { name: 'Bring it back and sign out everybody' });
    await expectPage(act).toBeDisabled();
    await backup.dialog.getByLabel('Type “restore” to go on').fill('restore');
    await expectPage(act).toBeDisabled();
    const password = backup.dialog.getByLabel('Password of admin', { exact: true });
    await password.fill('not it');
    await password.press('Enter');
    // Said at its field, with the keyboard there, and everything else stays as it was.
    await expectPage(password).toHaveAttribute('aria-invalid', 'true');
    await expectPage(password).toHaveAccessibleDescription(/This is not the password of this admin/);
    await expectPage(password).toBeFocused();
    await expectPage(backup.page.getByText('Live · 30 devices signed in')).toBeVisible();
    // Whoever cancels leaves no password behind.
    await backup.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expectPage(backup.dialog).toHaveCount(0);
    await backup.opening.getByRole('button', { name: 'Bring it back…' }).click();
    await expectPage(password).toHaveValue('');
    await expectPage(password).not.toHaveAttribute('aria-invalid', 'true');
    await backup.dialog.getByLabel('Type “restore” to go on').fill('restore');
    await expectPage(act).toBeDisabled();
    await password.fill('the right one');
    await password.press('Enter');
    await expectPage(backup.opening).toContainText('Users and apps were brought back');
    await backup.page.evaluate(() => {
      window.fake.authority.die();
      window.fake.shell.setAuthority({ phase: 'starting', restarts: 0 });
    });
    await expectPage(backup.opening).toContainText('Rollcall is starting anew');
    await backup.page.evaluate(() => {
      window.fake.shell.setAuthority({ phase: 'ready', restarts: 0 });
      window.fake.handOver();
    });
    await expectPage(backup.opening).toContainText('30 devices were signed out. Rollcall runs with it.');
    await expectPage(backup.page.getByText('Live · 0 devices signed in')).toBeVisible();
  });
});

describe('Backups by themselves', () => {
  const host = useConsoleHost();
  const openBackup = async (): Promise<BackupPage> => {
    const backup = new BackupPage((await host.open('office')).page);
    await backup.goTo('Backup');
    return backup;
  };

  it('are set up with a folder, and say when the next one is due', async () => {
    const backup = await openBackup();
    await expectPage(backup.schedule).toContainText('There is no schedule.');
    await backup.schedule.getByRole('switch', { name: 'Make backups by itself' }).check();
    await backup.schedule.getByLabel('Folder').fill('usb');
    await backup.schedule.getByRole('button', { name: 'Save the schedule' }).click();
    await expectPage(backup.schedule).toContainText('The whole path of a folder');
    // As the file manager of Windows copies a path.
    await backup.schedule.getByLabel('Folder').fill('"/media/usb"');
    await backup.schedule.getByLabel('Every').fill('3');
    await backup.schedule.getByRole('button', { name: 'Save the schedule' }).click();
    await expectPage(backup.schedule).toContainText('The next one:');
    await backup.schedule.getByRole('switch', { name: 'Make backups by itself' }).uncheck();
    await backup.schedule.getByRole('button', { name: 'Save the schedule' }).click();
    await expectPage(backup.schedule).toContainText('There is no schedule.');
  });

  it('are encrypted with a passphrase that is typed twice, and of which is said where it is kept', async () => {
    const backup = await openBackup();
    await backup.schedule.getByRole('switch', { name: 'Make backups by itself' }).check();
    await backup.schedule.getByRole('button', { name: 'Use Rollcall’s own folder' }).click();
    await backup.schedule.getByRole('button', { name: 'Save the schedule' }).click();
    await backup.schedule.getByRole('button', { name: 'Encrypt them…' }).click();
    await expectPage(backup.dialog).toContainText('kept on this computer, beside the keys');
    await backup.dialog.getByLabel('Passphrase', { exact: true }).fill('seven canoes');
    await backup.dialog.getByRole('button', { name: 'Encrypt from now on' }).click();
    await expectPage(backup.dialog).toContainText('The two passphrases are not the same.');
    await backup.dialog.getByLabel('Passphrase again').fill('seven canoes');
    await backup.dialog.getByRole('button', { name: 'Encrypt from now on' }).click();
    await expectPage(backup.schedule).toContainText('Encrypted with a passphrase');
    await backup.schedule.getByRole('button', { name: 'Change the passphrase…' }).click();
    await backup.dialog.getByRole('button', { name: 'Do not encrypt' }).click();
    await expectPage(backup.schedule).toContainText('Not encrypted');
  });

  it('that fail say why', async () => {
    const backup = await openBackup();
    await backup.page.evaluate(() => {
      window.fake.authority.failBackups('The folder for backups, /media/usb, is not there.');
      const since = new Date().toISOString();
      window.fake.authority.setAlarms([{ code: 'backup_failed', since, sentence: 'Not there.' }]);
    });
    await expectPage(backup.schedule).toContainText('The folder for backups, /media/usb, is not there.');
  });

  it('and those made by hand are listed, and each can be looked into', async () => {
    const backup = await openBackup();
    await expectPage(backup.list).toContainText('No backup lies here');
    await backup.page.evaluate(() => {
      window.fake.authority.putBackup('/media/usb/rollcall-auto-6b1f904e-2026-06-01-020000.backup');
    });
    await backup.make('/media/usb/by-hand.backup');
    await expectPage(backup.list.getByRole('row')).toHaveCount(3);
    const row = backup.list.getByRole('row').filter({ hasText: 'rollcall-auto' });
    await expectPage(row).toContainText('by itself · not encrypted');
    await expectPage(row).toContainText('not checked yet');
    await row.getByRole('button').click();
    await expectPage(backup.opening.getByLabel('File of the backup')).toHaveValue(/rollcall-auto/);
    await expectPage(backup.opening.getByLabel('File of the backup')).toBeFocused();
    await backup.opening.getByRole('button', { name: 'Check the backup' }).click();
    await expectPage(backup.opening).toContainText('The backup is whole');
    await expectPage(row).toContainText('just now');
    await expectPage(row).not.toContainText('not checked yet');
  });
});

describe('Audit', () => {
  const host = useConsoleHost();
  const openAudit = async (): Promise<ConsolePage> => {
    const audit = new ConsolePage((await host.open('office')).page);
    await audit.goTo('Audit');
    return audit;
  };

  it('has what happened, newest first, and is narrowed by kind and words', async () => {
    const audit = await openAudit();
    const rows = audit.page.locator('tbody tr[data-id]');
    await expectPage(rows.first()).toContainText('Settings changed');
    await audit.page.getByRole('textbox', { name: 'Filter entries' }).fill('sessions.limit');
    await expectPage(rows).toHaveCount(1);
    await audit.page.getByRole('textbox', { name: 'Filter entries' }).fill('');
    await audit.page.getByRole('button', { name: 'Narrow down' }).click();
    await audit.page.getByRole('combobox', { name: 'Which entries' }).click();
    await audit.page.getByRole('option', { name: 'Stopped by a rule' }).click();
    await expectPage(rows).toHaveCount(2);
    await expectPage(rows.filter({ hasText: 'Stopped by the limit' })).toContainText('was refused (3 of 3)');
  });

  it('its chain is checked on request, and where it breaks is said at once', async () => {
    const audit = await openAudit();
    await expectPage(audit.page.getByText('has not been checked yet')).toBeVisible();
    await audit.page.getByRole('button', { name: 'Check the chain' }).click();
    await expectPage(audit.page.getByText('Chain verified: just now')).toBeVisible();
    await expectPage(audit.page.getByText('entries, none missing, none changed.')).toBeVisible();
    await audit.page.evaluate(() => window.fake.authority.breakAudit(17));
    await audit.page.getByRole('button', { name: 'Check the chain' }).click();
    await expectPage(audit.failure).toContainText('The chain breaks at entry 17');
  });
});
