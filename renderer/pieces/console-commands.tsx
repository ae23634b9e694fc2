import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { CommandLine } from '../ui/command-line.tsx';

const commands = {
  on: 'rollcall console on',
  show: 'rollcall console show',
} as const;

/** What is typed on the computer Rollcall runs on. */
export function ConsoleCommand({ name }: { readonly name: keyof typeof commands }) {
  return <Line command={commands[name]} />;
}

/** What is typed on the computer of the admin who comes through SSH. */
export function TunnelCommand({ port }: { readonly port: number }) {
  const origin = useAuthorityStore(({ mirror }) => mirror?.status.origin);
  const host = origin === undefined ? '127.0.0.1' : new URL(origin).hostname;
  return <Line command={`ssh -L ${String(port)}:127.0.0.1:${String(port)} YOU@${host}`} />;
}

function Line({ command }: { readonly command: string }) {
  const { t } = useTranslation();
  return <CommandLine command={command} copyLabel={t('door.copy', { command })} />;
}
