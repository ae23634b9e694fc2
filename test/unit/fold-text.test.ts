import { describe, expect, it } from 'vitest';
import { rankText } from '../../renderer/frame/box/rank-text.ts';
import { foldText, hasWords, splitWords } from '../../shared/fold-text.ts';

/** What somebody types, and what is to be found by it. */
const found = [
  ['passwort', 'Falsche Passwörter, die nichts kosten'],
  ['muller', 'Jürgen Müller'],
  ['MÜLLER', 'jurgen muller'],
  ['müller', 'Mu\u0308ller'],
  ['strasse', 'Straße'],
  ['straße', 'STRASSE'],
  ['soren', 'Søren'],
  ['lodz', 'Łódź'],
  ['parametres', 'Paramètres'],
  ['l’audit', "Exporter l'audit"],
  ["l'audit", 'Exporter l’audit'],
  ['configuracoes', 'Configurações'],
  ['οδος', 'Οδός'],
  ['اضافة مستخدم', 'إضافة مستخدم'],
  ['إضافه', 'إضافة'],
  ['اعدادات', 'الإعدادات'],
  ['الاعدادات', 'إعدادات'],
  ['اللغه', 'المظهر واللغة'],
  ['المنفذ', 'منفذ تسجيل الدخول'],
  ['شهادة', 'شَهَادَة'],
  ['على', 'علي'],
  ['محمد', 'محـــمّد'],
  ['أحمد', 'ٱحمد'],
  ['8443', '٨٤٤٣'],
  ['۸۴۴۳', '8443'],
  ['१२', '12'],
  ['सेटिंग', 'सेटिंग'],
  ['कि', 'किताब'],
  ['设置', '设置'],
  ['ｐｏｒｔ', 'Port'],
] as const;

describe('What is typed to find something', () => {
  it.each(found)('%s finds %s', (typed, text) => {
    expect(hasWords(foldText(text), splitWords(typed))).toBe(true);
  });

  it('is each of its words, wherever they stand', () => {
    expect(hasWords(foldText('Wrong passwords that cost nothing'), splitWords(' nothing  PASS '))).toBe(true);
    expect(hasWords(foldText('Wrong passwords that cost nothing'), splitWords('nothing else'))).toBe(false);
    expect(splitWords('  ')).toEqual([]);
  });

  it('keeps what carries meaning: vowels of Devanagari, letters that are others', () => {
    expect(foldText('की')).not.toBe(foldText('का'));
    expect(foldText('कि')).not.toBe(foldText('क'));
    expect(hasWords(foldText('muller'), splitWords('moller'))).toBe(false);
    expect(hasWords(foldText('باب'), splitWords('تاب'))).toBe(false);
    expect(splitWords('الم')).toEqual(['الم']);
  });

  it('folded again stays as it is', () => {
    const changed: string[] = [];
    for (let code = 0; code < 0x20000; code++) {
      const folded = foldText(String.fromCodePoint(code));
      if (foldText(folded) !== folded) changed.push(code.toString(16));
    }
    expect(changed).toEqual([]);
  });
});

describe('The rank of what is found', () => {
  const rank = (typed: string, title: string): number | undefined => rankText(splitWords(typed), title, []);
  it('has first the very title, then its beginning, then one of its words, also behind the article', () => {
    expect(rank('الاعدادات', 'الإعدادات')).toBe(0);
    expect(rank('اعدادات', 'الإعدادات')).toBe(0);
    expect(rank('اعداد', 'الإعدادات')).toBe(1);
    expect(rank('مستخدمون', 'إدارة المستخدمون')).toBe(2);
    expect(rank('sitz', 'Sitzungen')).toBe(1);
    expect(rank('muller', 'Müller')).toBe(0);
    expect(rank('limits', 'Plätze und Limits')).toBe(2);
  });
});
