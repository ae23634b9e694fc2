/**
 * In a browser the console and the sign-in page before it speak the same language: what is chosen on one of them holds
 * on the other. The page of the console writes it, too, so it is not hidden from scripts; it says nothing else.
 */
export const consoleLanguageCookie = {
  name: 'rollcall-console-language',
  /** Browsers cut longer lives to this. */
  maxAgeSeconds: 400 * 24 * 3600,
} as const;
