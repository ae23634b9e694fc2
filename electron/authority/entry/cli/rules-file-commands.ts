import type { Command } from 'commander';
import { callAuthority } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { CliRefusal } from './cli-refusal.ts';
import { describeEnded, makeAffectedTable } from './describe-sessions.ts';
import { escapeUnseen } from './escape-unseen.ts';
import { decodeSurplus, surplusOption } from './option-values.ts';
import { openOutputFile, readInputFile } from './output-file.ts';

interface ImportFlags {
  readonly surplus: 'now' | 'as-they-expire';
  readonly dryRun?: true;
}

/** Plan, limits, groups and reservations as one file. */
export function addRulesFileCommands(plan: Command): void {
  plan
    .command('export [file]')
    .description('plan, limits and groups as one readable file; without a name to standard output')
    .action((filePath: string | undefined, _flags: object, command: Command) =>
      callAuthority(command, async (client) => {
        const rules = await client.plan.exportRules();
        // People, and terminals, read it: no character in it that is not to be seen.
        const text = escapeUnseen(JSON.stringify(rules, null, 2));
        if (filePath === undefined) return { document: rules, text };
        const file = await openOutputFile(command, filePath);
        await file.write(`${text}\n`);
        await file.close();
        return { document: { file: filePath }, text: `Plan and rules are in ${cleanText(filePath)}.` };
      }),
    );

  plan
    .command('import <file>')
    .description('take over such a file as a whole; users and groups it does not name stay')
    .addOption(surplusOption())
    .option('--dry-run', 'only say what would change and which sessions would end now')
    .action(async (filePath: string, flags: ImportFlags, command: Command) => {
      const text = await readInputFile(command, filePath);
      await callAuthority(command, async (client) => {
        const dryRun = flags.dryRun === true;
        const imported = await client.plan.importRules({
          file: parse(text),
          dryRun,
          surplus: decodeSurplus(flags.surplus),
        });
        const { changes, affected } = imported;
        if (changes.length === 0) return { document: imported, text: 'Nothing is different in this file.' };
        return {
          document: imported,
          text: [
            dryRun ? 'Would change:' : 'Changed:',
            ...changes.map((line) => `  ${cleanText(line)}`),
            dryRun
              ? makeAffectedTable(affected)
              : describeEnded(affected.map(({ session }) => session)).trim(),
          ]
            .filter((line) => line !== '')
            .join('\n'),
        };
      });
    });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliRefusal('rules_file_invalid', {
      path: '',
      problem: error instanceof Error ? error.message : String(error),
    });
  }
}
