import type { Command } from 'commander';
import { callAuthority } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
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
          const { certificate, setup } = status;
          const lines = [
            `Rollcall ${status.version}, running since ${localTime(status.runningSince)}`,
            `People sign in at    ${status.https.join('  ')}`,
            `Devices trust it at  ${status.http.map((origin) => `${origin}/trust`).join('  ')}`,
            `Data                 ${status.dataDir}`,
            `Signed in            ${String(status.liveSessions)} sessions`,
            `Users                ${String(status.users)}`,
            `Certificate          valid until ${localTime(certificate.validUntil)}`,
            `CA fingerprint       ${certificate.caFingerprint}`,
            `                     ${certificate.caFingerprintWords.join(' ')}`,
            ...(setup.adminExists ? [] : ['Not set up yet: rollcall setup --admin NAME']),
            ...status.alarms.map(({ code, sentence }) => `ALARM ${code}: ${cleanText(sentence)}`),
          ];
          return { document: status, text: lines.join('\n') };
        },
        'refuse',
      ),
    );
}
