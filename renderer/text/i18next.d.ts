import 'i18next';
import type { AuthorityTexts, Texts } from './i18n.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Texts; authority: AuthorityTexts };
  }
}
