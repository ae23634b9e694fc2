import type { ImportColumn, ImportFormat } from '../../../../shared/model/user-import.ts';

export interface FoundColumns {
  /** Where each column is. */
  readonly places: ReadonlyMap<ImportColumn, number>;
  /** Headers that no column is for, as they stand in the file. */
  readonly ignored: readonly string[];
  readonly repeated: ImportFormat['repeated'];
}

/** What headers are called, also in the languages of the console. */
const synonyms: Readonly<Record<ImportColumn, string>> = {
  name: `user, user name, user id, login, login name, account, account name, sAMAccountName, uid, Benutzer, Benutzername,
    usuario, nombre de usuario, utilisateur, nom d'utilisateur, utilizador, nome de utilizador, nome de usuário,
    اسم المستخدم, 用户名, उपयोगकर्ता नाम`,
  display_name: `display name, full name, real name, cn, common name, voller Name, vollständiger Name, vollständige Name,
    Vor- und Nachname, Anzeigename, nombre completo, nombre y apellidos,
    nom complet, nome completo, الاسم الكامل, 姓名, 全名, पूरा नाम`,
  email: `e-mail, mail, e-mail address, mail address, E-Mail-Adresse, correo, correo electrónico, courriel,
    adresse e-mail, البريد الإلكتروني, 电子邮件, 邮箱, ईमेल`,
  groups: `group, groups, department, team, teams, Gruppe, Gruppen, grupo, grupos, groupe, groupes, المجموعات, المجموعة,
    组, 群组, समूह`,
  limit: `limit, session limit, device limit, max sessions, max devices, devices, sessions, límite, limite, Grenze,
    Geräte, dispositivos, appareils, الحد, 限制, 上限, सीमा`,
  policy: 'policy, when full, at the limit',
  reserved_seats: 'reserved seats, reserved, reservation, seats',
};

const columnOf = new Map<string, ImportColumn>(
  Object.entries(synonyms).flatMap(([column, words]) =>
    words.split(',').map((word) => [foldHeader(word), column as ImportColumn]),
  ),
);
/** What is typed at sign-in, unless another column says that of itself: then it is the full name. */
const plainName = new Set(['name', 'nombre', 'nom', 'nome', 'الاسم', '名称', 'नाम'].map(foldHeader));

/** The columns of a header. Of two for the same the first one counts. */
export function findColumns(headers: readonly string[]): FoundColumns {
  const folded = headers.map(foldHeader);
  const hasUserName = folded.some((header) => columnOf.get(header) === 'name');
  const places = new Map<ImportColumn, number>();
  const ignored: string[] = [];
  const left = new Map<ImportColumn, number[]>();
  for (const [place, header] of folded.entries()) {
    const column = plainName.has(header) ? (hasUserName ? 'display_name' : 'name') : columnOf.get(header);
    if (column === undefined) {
      if (header !== '') ignored.push(headers[place] ?? '');
    } else if (places.has(column)) left.set(column, [...(left.get(column) ?? []), place + 1]);
    else places.set(column, place);
  }
  const repeated = Array.from(left, ([column, others]) => ({
    column,
    used: (places.get(column) ?? 0) + 1,
    left: others,
  }));
  return { places, ignored, repeated };
}

/** `E-Mail`, `e_mail` and `EMAIL` are one, and so are letters with and without their marks. */
function foldHeader(header: string): string {
  return header
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Diacritic}|[^\p{L}\p{N}\p{M}]/gu, '')
    .normalize('NFKC');
}
