import type { Command } from 'commander';
import type { SignInCounts, Status } from '../../../../shared/model/status.ts';
import { formatBytes } from '../../../../shared/words/format-bytes.ts';
import { callAuthority } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { countOf } from './count-of.ts';
import { localTime } from './local-time.ts';

export function addStatusCommand(program: Command): void {
  program
    .command('status')
    .description('is it running, where, who is in, what needs the admin')
    .action((_flags: object, command: Command) =>
      callAuthority(
        command,
        async (client) => {
          const status = await client.status.get();
          const plan = await client.plan.get();
          const { certificate, setup, today } = status;
          const lines = [
            `Rollcall ${status.version}, running since ${localTime(status.runningSince)}`,
            `People sign in at    ${status.https.join('  ')}`,
            `Devices trust it at  ${status.http.map((origin) => `${origin}/trust`).join('  ')}`,
            `Data                 ${status.dataDir}`,
            `Signed in            ${countOf(status.liveSessions, 'session')}`,
            `Seats                ${plan.seats === 'unlimited' ? 'no plan' : `${String(plan.used)} of ${String(plan.seats)} in use`}`,
            `Today                ${describeToday(today)}`,
            `Users                ${String(status.users)}`,
            `Last backup          ${status.lastBackupAt === undefined ? 'none yet' : localTime(status.lastBackupAt)}`,
            `Audit verified       ${status.auditVerifiedAt === undefined ? 'not yet' : localTime(status.auditVerifiedAt)}`,
            `Certificate          valid until ${localTime(certificate.validUntil)}`,
            `Disk                 ${describeDisk(status.disk)}`,
            `CA fingerprint       ${certificate.caFingerprint}`,
            `                     ${certificate.caFingerprintWords.join(' ')}`,
            ...(setup.adminExists ? [] : ['Not set up yet: rollcall setup --admin NAME']),
            ...status.alarms.map(({ code, sentence }) => `ALARM ${code}: ${cleanText(sentence)}`),
          ];
          return { document: { ...status, plan }, text: lines.join('\n') };
        },
        'refuse',
      ),
    );
}

function describeDisk({ freeBytes, totalBytes }: Status['disk']): string {
  return totalBytes === 0
    ? 'not known'
    : `${formatBytes(freeBytes, 'en')} of ${formatBytes(totalBytes, 'en')} free`;
}

function describeToday({
  admitted,
  asked,
  limit,
  seats,
  hours,
  paused,
  failed,
  throttled,
}: SignInCounts): string {
  return [
    `${String(admitted)} let in`,
    `${String(asked)} asked which device to sign out`,
    `${String(limit)} stopped by the limit`,
    `${String(seats)} without a seat`,
    `${String(hours)} outside the hours`,
    `${String(paused)} while paused`,
    `${String(failed)} wrong`,
    `${String(throttled)} told to wait`,
  ].join(', ');
}
