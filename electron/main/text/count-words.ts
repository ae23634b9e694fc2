import { fillIn } from './fill-in.ts';
import { mainText, spokenLanguage } from './main-text.ts';

/** “2 things need you”, in the plural form that the language has for the number. */
export function sayHowManyNeedYou(count: number): string {
  const forms: Readonly<Record<string, string>> = mainText().status;
  const form = new Intl.PluralRules(spokenLanguage()).select(count);
  const text = forms[`needsYou_${form}`] ?? mainText().status.needsYou_other;
  return fillIn(text, { count: String(count) });
}
