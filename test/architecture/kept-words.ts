import type { Language } from '../../shared/languages.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Words that are the same as in English: names of products and formats everywhere, and a language's own. */
export const kept: { readonly everywhere: ReadonlySet<string> } & Partial<
  Record<Language, ReadonlySet<string>>
> = {
  everywhere: words(
    'Rollcall Electron Chromium Node.js nginx Caddy Traefik OpenID Connect ERPNext DokuWiki Redmine CSV users.csv ' +
      'ID UTF-8 UTF-16 Windows-1252 big endian Windows macOS iOS iPhone iPad Android Linux Firefox Mac Wi-Fi VPN HTTPS HTTP ' +
      'ann',
  ),
  de: words('Name Code App Apps Browser Limit Version Admin Live Portal Ports Gateway Passphrase'),
  es: words('General Portal Color cable virtual no'),
  fr: words(
    'minute minutes session sessions Sessions Session Type Code Version Application Audit Console E-mail Ports Note Sections',
  ),
  'pt-BR': words('Backup Backups Portal Console E-mail Gateway virtual Usual'),
};
