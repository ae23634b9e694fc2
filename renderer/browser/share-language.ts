import { consoleLanguageCookie } from '../../shared/contract/console-language.ts';
import { isLanguage } from '../../shared/languages.ts';
import { chosenLanguage, onLanguage, setLanguage } from '../text/languages.ts';

const { name, maxAgeSeconds } = consoleLanguageCookie;

/** The console in the language chosen on its sign-in page, and that page in the one chosen in the console. */
export function shareLanguage(): void {
  const shared = readShared();
  if (isLanguage(shared)) setLanguage(shared);
  else keep();
  onLanguage(keep);
}

function readShared(): string | undefined {
  const found = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}

function keep(): void {
  const chosen = chosenLanguage();
  const life = chosen === undefined ? 0 : maxAgeSeconds;
  document.cookie = `${name}=${chosen ?? ''}; Path=/; SameSite=Strict; Max-Age=${String(life)}`;
}
