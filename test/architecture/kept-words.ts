import type { Language } from '../../shared/languages.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Words that are the same as in English: names of products and formats everywhere, and a language's own. */
export const kept: { readonly everywhere: ReadonlySet<string> } & Partial<
  Record<Language, ReadonlySet<string>>
> = {
  everywhere: words(
    'Rollcall Electron Chromium Node.js nginx Caddy Traefik OpenID Connect ERPNext DokuWiki Redmine CSV users.csv ' +
      'UTF-8 UTF-16 Windows-1252 big endian Windows macOS iOS iPhone iPad Android Linux Firefox Mac Wi-Fi VPN HTTPS HTTP ' +
      'ann',
  ),
  de: words('Name Code App Apps Browser Limit System Version Status Admin Editor'),
  es: words('Error General Portal'),
  fr: words(
    'Sessions Session Type Code Action Actions Version Application Installation Notes Note Portail Total',
  ),
  'pt-BR': words('Backup Backups Portal Status Total Hotspot'),
};
