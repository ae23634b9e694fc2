import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sectionNames, settingItems } from '../../renderer/pieces/setting-items.ts';
import { foldText, hasWords, splitWords } from '../../shared/fold-text.ts';
import { languageTags, type Language } from '../../shared/languages.ts';
import type { SettingKey } from '../../shared/model/settings.ts';
import { rootDir } from '../support/root-dir.ts';

type Texts = { readonly [key: string]: Texts | string };

function readTexts(language: Language): (key: string) => string {
  const file = path.join(rootDir, `renderer/text/${language.toLowerCase()}.json`);
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Texts;
  return (key) => {
    let at: Texts | string | undefined = texts;
    for (const name of key.split('.')) at = typeof at === 'object' ? at[name] : undefined;
    if (typeof at !== 'string') throw new Error(`${language} has no ${key}`);
    return at;
  };
}

/** All that a setting is found by, but for its value. */
function listSettings(text: (key: string) => string): ReadonlyMap<SettingKey, string> {
  return new Map(
    sectionNames.flatMap((section) =>
      settingItems[section].map(({ key, topic }) => {
        const item = `settings.items.${key}`;
        const keys = [`${item}.label`, `${item}.description`, `settings.sections.${section}.title`];
        return [key, foldText([...keys, `settings.words.${topic}`].map(text).join('\n'))] as const;
      }),
    ),
  );
}

const idle = 'sessions.browser.idleSeconds';
const expiry = 'sessions.app.absoluteSeconds';
const lock = 'throttle.freeFailures';
const lost = 'sessions.lostAnswerSeconds';
const limit = 'sessions.limit';
const colour = 'portal.accent';

/** What people type in their language, and the setting that is about it. */
const settings: Readonly<Record<Language, readonly (readonly [string, SettingKey])[]>> = {
  en: [
    ['color', colour],
    ['colour', colour],
    ['timeout', idle],
    ['session timeout', expiry],
    ['session limit', limit],
    ['lost answer', lost],
    ['lockout', lock],
    ['password', lock],
    ['expiry', expiry],
    ['certificate', 'network.httpPort'],
    ['backup path', 'backup.folder'],
  ],
  de: [
    ['passwort', lock],
    ['sperre', lock],
    ['leerlauf', idle],
    ['timeout', idle],
    ['ablauf', expiry],
    ['sitzungslimit', limit],
    ['farbe', colour],
    ['verlorene antwort', lost],
    ['backup', 'backup.keep'],
    ['zertifikat', 'network.httpsPort'],
  ],
  es: [
    ['contrasena', lock],
    ['bloqueo', lock],
    ['inactividad', idle],
    ['caducidad', expiry],
    ['limite de sesion', limit],
    ['respuesta perdida', lost],
    ['respaldo', 'backup.folder'],
    ['direccion', 'network.hosts'],
  ],
  fr: [
    ['mot de passe', lock],
    ['verrouillage', lock],
    ['inactivite', idle],
    ['expiration', expiry],
    ["delai d'attente", idle],
    ['limite de session', limit],
    ['reponse perdue', lost],
    ['couleur', colour],
  ],
  'pt-BR': [
    ['senha', lock],
    ['bloqueio', lock],
    ['inatividade', idle],
    ['expiracao', expiry],
    ['limite de sessao', limit],
    ['resposta perdida', lost],
    ['certificado', 'network.httpPort'],
  ],
  ar: [
    ['المنفذ', 'network.httpsPort'],
    ['كلمة مرور', lock],
    ['كلمه المرور', lock],
    ['شهادة', 'network.httpPort'],
    ['قفل', lock],
    ['انتهاء', expiry],
    ['المهلة', idle],
    ['حد الجلسات', limit],
    ['الالوان', colour],
  ],
  hi: [
    ['पासवर्ड', lock],
    ['लॉक', lock],
    ['टाइमआउट', idle],
    ['समाप्ति', expiry],
    ['सत्र सीमा', limit],
    ['रंग', colour],
    ['प्रमाणपत्र', 'network.httpPort'],
  ],
  'zh-CN': [
    ['密码', lock],
    ['锁定', lock],
    ['超时', idle],
    ['过期', expiry],
    ['会话限制', limit],
    ['颜色', colour],
    ['证书', 'network.httpPort'],
  ],
};

/** What they type in the command box, and by which words of it: names of screens and acts without their own folder. */
const box: Readonly<Record<Language, readonly (readonly [string, string])[]>> = {
  en: [['setting', 'screens.settings']],
  de: [
    ['backup', 'screens.backup'],
    ['backup', 'acts.backUp'],
    ['netzwerk', 'screens.network'],
    ['benutzer hinzufugen', 'acts.addUser'],
  ],
  es: [
    ['sesion', 'screens.sessions'],
    ['copia de seguridad', 'acts.backUp'],
    ['anadir usuario', 'acts.addUser'],
  ],
  fr: [
    ['parametres', 'screens.settings'],
    ['reseau', 'screens.network'],
    ['backup', 'screens.backup'],
  ],
  'pt-BR': [
    ['sessao', 'screens.sessions'],
    ['sessoes', 'screens.sessions'],
    ['configuracoes', 'screens.settings'],
    ['usuario', 'screens.users'],
  ],
  ar: [
    ['اضافة مستخدم', 'acts.addUser'],
    ['اعدادات', 'screens.settings'],
    ['الاعدادات', 'screens.settings'],
    ['جلسة', 'screens.sessions'],
    ['المستخدمين', 'screens.users'],
    ['شهادة', 'screens.network'],
  ],
  hi: [
    ['सेटिंग्स', 'screens.settings'],
    ['सत्र', 'screens.sessions'],
  ],
  'zh-CN': [
    ['参数', 'screens.settings'],
    ['会话', 'screens.sessions'],
  ],
};

describe.each(languageTags)('What people type in %s', (language) => {
  const text = readTexts(language);
  it.each(settings[language])('%s finds the setting %s', (typed, key) => {
    expect(hasWords(listSettings(text).get(key) ?? '', splitWords(typed))).toBe(true);
  });

  it.each(box[language])('%s finds %s in the command box', (typed, name) => {
    const [kind = '', own = ''] = name.split('.');
    const title = text(kind === 'screens' ? `nav.${own}` : `box.acts.${own}`);
    expect(hasWords(foldText(`${title}\n${text(`box.words.${name}`)}`), splitWords(typed))).toBe(true);
  });
});
