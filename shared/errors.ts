import english from './text/en.json' with { type: 'json' };

/**
 * Every expected failure of Rollcall: its code, the HTTP status it travels with, and one public sentence
 * that says what happened and what to do. Codes are stable; sentences may improve.
 */
export interface ErrorEntry {
  readonly status: number;
  readonly sentence: string;
}

/** Those that the console says in its own language have their English there as well. */
const texts = english.errors;

/** What is said in two parts, where there is room: what is wrong, and what to do. */
function withRemedy(code: keyof typeof english.remedies): string {
  return `${texts[code]} ${english.remedies[code]}`;
}

export const errorCatalogue = {
  // signing in
  credentials: {
    status: 401,
    sentence: 'The user name or the password is not right.',
  },
  throttled: {
    status: 429,
    sentence: 'Too many wrong passwords for this account. Wait a moment, then try again.',
  },
  user_disabled: {
    status: 403,
    sentence: 'This account is switched off. Ask the admin.',
  },
  session_limit: {
    status: 409,
    sentence: 'This account is already signed in on as many devices as it may hold.',
  },
  seats_full: {
    status: 409,
    sentence:
      'All places of this Rollcall are in use. One frees itself when somebody signs out; or ask the admin.',
  },
  outside_hours: {
    status: 403,
    sentence: 'Signing in is not open at this time.',
  },
  second_factor_required: {
    status: 401,
    sentence: 'This account also asks for the code of its authenticator app.',
  },
  second_factor_wrong: {
    status: 401,
    sentence: 'The code is not right, or was used already. Wait for the next one, or use a recovery code.',
  },
  second_factor_clock: {
    status: 401,
    sentence:
      'The code belongs to another time: the clock of the device that made it, or of this Rollcall, is wrong.',
  },
  console_admins_only: {
    status: 403,
    sentence: 'The console is for admins of this Rollcall. This account is none.',
  },
  console_second_factor: {
    status: 403,
    sentence:
      'The console in a browser asks for a second factor, and this account has none. Add one on the portal, under My devices, then sign in here again.',
  },
  console_session_not_found: {
    status: 404,
    sentence: 'There is no such session of the console, or it has ended already.',
  },
  pairing_invalid: {
    status: 410,
    sentence: 'This pairing was declined, has expired, or was used already. Start again in the app.',
  },
  own_password_required: {
    status: 403,
    sentence: 'This password was given by the admin. Choose an own one at the sign-in page first.',
  },
  password_reported: {
    status: 403,
    sentence:
      'It was reported that somebody else knows this password: it opens nothing any more. Choose a new one in the browser where that was said, or ask the admin for a one-time code.',
  },
  code_invalid: {
    status: 401,
    sentence: 'The name or the one-time code is not right, or the code was used or has expired.',
  },
  password_too_short: {
    status: 422,
    sentence: 'The password needs at least 8 characters.',
  },
  password_too_long: {
    status: 422,
    sentence: 'The password may have at most 256 characters.',
  },
  password_too_common: {
    status: 422,
    sentence: 'This password is on every list of common passwords. Choose another one.',
  },
  password_unchanged: {
    status: 422,
    sentence: 'This is the password you have now. Choose another one.',
  },
  not_this_account: {
    status: 403,
    sentence: 'This device was not signed in with that account. Nothing was changed.',
  },
  not_signed_in: {
    status: 401,
    sentence: 'Not signed in.',
  },
  ended: {
    status: 401,
    sentence: 'This session has ended.',
  },
  ticket_invalid: {
    status: 410,
    sentence: 'This step was already used, has expired, or belongs to another browser. Start again.',
  },
  choice_invalid: {
    status: 409,
    sentence: 'One of the chosen devices is no longer signed in. Nothing was changed; choose again.',
  },
  not_set_up: {
    status: 503,
    sentence: 'This Rollcall is not set up yet. The admin does that on the PC it runs on.',
  },

  sign_ins_paused: {
    status: 503,
    sentence: 'The admin has paused signing in. Those who are in stay in; try again later.',
  },
  device_blocked: {
    status: 403,
    sentence: 'The admin has blocked this device. Ask the admin to unblock it, or use another device.',
  },

  // requests
  form_expired: {
    status: 403,
    sentence: 'This page was open too long or cookies are off. Nothing was changed; send it again.',
  },
  foreign_origin: {
    status: 403,
    sentence: 'This request came from another site. Nothing was changed.',
  },
  unknown_host: {
    status: 421,
    sentence: 'Rollcall does not answer under this name or address.',
  },
  body_too_large: {
    status: 413,
    sentence: 'The request is too large.',
  },
  input_invalid: {
    status: 400,
    sentence: 'Something in the request is missing or has the wrong form.',
  },
  method_not_allowed: {
    status: 405,
    sentence: 'This address does not take this kind of request.',
  },
  not_found: {
    status: 404,
    sentence: 'There is nothing at this address.',
  },
  busy: {
    status: 503,
    sentence: 'Many people are signing in right now. Try again in a few seconds.',
  },
  store_unavailable: {
    status: 503,
    sentence:
      'Rollcall cannot write to its disk, so nobody new is let in. Free space or repair the disk; it goes on by itself.',
  },
  internal: {
    status: 500,
    sentence: 'Something went wrong inside Rollcall. The log has the details under this reference.',
  },

  // apps
  unknown_app: {
    status: 401,
    sentence: 'The proxy did not name an app that Rollcall knows. Copy the snippet of this app again.',
  },
  return_address_refused: {
    status: 400,
    sentence: 'The address to return to does not belong to a registered app.',
  },
  app_not_found: { status: 404, sentence: 'There is no such app.' },
  app_name_taken: { status: 409, sentence: 'An app with this name exists already.' },
  app_url_invalid: {
    status: 422,
    sentence: 'The address of an app is a full http or https address, such as https://192.168.1.20.',
  },
  app_url_taken: { status: 409, sentence: 'Another app is registered under this address already.' },
  app_plain_http: {
    status: 422,
    sentence:
      'This app is reached over plain HTTP, where anybody on the network can copy its cookie. Allow that for this app in so many words, or give it HTTPS.',
  },

  app_redirect_invalid: {
    status: 422,
    sentence:
      'An address to return to is a full address without # and *, such as https://192.168.1.20/callback; plain http only for this computer itself or where the app may use plain HTTP.',
  },
  app_logout_uri_invalid: {
    status: 422,
    sentence:
      'The address at which an app is told of ended sessions is a full https address without # and *; plain http only for this computer itself or where the app may use plain HTTP.',
  },
  app_oidc_missing: {
    status: 422,
    sentence:
      'An app that signs people in by OpenID Connect needs an address to return to, or the device flow.',
  },
  app_upstream_own: {
    status: 422,
    sentence: 'Rollcall itself answers at this inner address. Give the address where the app listens.',
  },
  app_host_unknown: {
    status: 422,
    sentence:
      'The gateway answers under addresses and names of this computer only. Add the name in the network settings first.',
  },
  oidc_request_invalid: {
    status: 400,
    sentence:
      'The app asked for a sign-in in a way that does not fit how it is registered here. The log has the details under this reference.',
  },
  oidc_issuer_lost: {
    status: 503,
    sentence:
      'Apps that sign in with OpenID Connect look for Rollcall at an address that it no longer has. Tell the admin.',
  },
  app_forbidden: {
    status: 403,
    sentence: 'Your account is not one of those that may enter this app. Ask the admin.',
  },
  app_unreachable: {
    status: 502,
    sentence: 'The app does not answer. Rollcall and your sign-in are fine; try again in a moment.',
  },
  too_many_streams: {
    status: 429,
    sentence: 'This device already has as many connections to apps open as it may. Close some of them.',
  },

  // users, sessions, settings
  user_not_found: { status: 404, sentence: 'There is no such user.' },
  user_name_taken: { status: 409, sentence: 'A user with this name exists already.' },
  user_name_invalid: {
    status: 422,
    sentence: 'A user name has 1 to 64 visible characters, without spaces at either end.',
  },
  last_admin: {
    status: 409,
    sentence: 'This is the only admin left. Make another user an admin first.',
  },
  admin_exists: { status: 409, sentence: 'This Rollcall has an admin already.' },
  session_not_found: { status: 404, sentence: 'There is no such session, or it has ended already.' },
  device_unknown: {
    status: 409,
    sentence:
      'One of these sessions was made before Rollcall knew browsers and apps again, or its app has not fetched it yet: it can be signed out, not blocked. Nothing was changed.',
  },
  device_not_found: { status: 404, sentence: 'There is no such blocked device.' },
  import_unreadable: {
    status: 422,
    sentence: 'This file is no table of users: the first line must name columns, one of them "name".',
  },
  import_not_found: { status: 404, sentence: 'There is no such import, or it was undone already.' },
  certificate_unfit: {
    status: 422,
    sentence: 'The certificate and the key do not fit each other, or this Rollcall.',
  },
  setting_unknown: { status: 404, sentence: 'There is no setting of this name.' },
  setting_invalid: { status: 422, sentence: 'The value does not fit this setting.' },

  group_not_found: { status: 404, sentence: 'There is no such group.' },
  group_name_taken: { status: 409, sentence: 'A group with this name exists already.' },
  groups_incomplete: { status: 422, sentence: 'The order names every group once.' },
  reservations_exceed_plan: {
    status: 422,
    sentence: 'More seats are reserved than the plan has.',
  },
  rules_file_invalid: {
    status: 422,
    sentence: 'This is not a file of rules, or something in it does not fit.',
  },
  clock_not_in_question: { status: 409, sentence: 'There is no alarm about the clock of this computer.' },
  second_factor_missing: { status: 404, sentence: 'This account has no second factor.' },

  // backups
  backup_unreadable: {
    status: 422,
    sentence: 'This file is not a backup of Rollcall, or it is damaged.',
  },
  backup_passphrase: { status: 422, sentence: 'The passphrase is not that of this backup.' },
  backup_newer: {
    status: 422,
    sentence: 'This backup was made by a newer Rollcall. Install that version or a later one.',
  },
  backup_unwritable: {
    status: 500,
    sentence: 'The backup could not be written there. Choose another folder, or free space.',
  },
  backup_path_relative: {
    status: 422,
    sentence: 'This is not a full path. It begins where the disk does.',
  },
  backup_file_missing: {
    status: 404,
    sentence: 'There is no file of this name there. Is the disk or stick it is on connected?',
  },
  backup_file_closed: {
    status: 403,
    sentence:
      'Rollcall may not read this file. Give the account it runs under the permission, or copy the file elsewhere.',
  },
  backup_folder_missing: {
    status: 422,
    sentence: 'This folder does not exist. Make it first, connect the stick, or choose another folder.',
  },
  passphrase_too_short: { status: 422, sentence: 'The passphrase needs at least 8 characters.' },
  passphrase_too_common: {
    status: 422,
    sentence: 'This passphrase is on every list of common passwords. Choose another one.',
  },
  backup_exists: { status: 409, sentence: 'There is a file of this name already. Choose another name.' },

  // starting
  data_dir_permissions: {
    status: 500,
    sentence: texts.data_dir_permissions,
  },
  data_dir_unwritable: {
    status: 500,
    sentence: withRemedy('data_dir_unwritable'),
  },
  data_dir_locked: {
    status: 409,
    sentence: withRemedy('data_dir_locked'),
  },
  service_stopped: {
    status: 503,
    sentence: texts.service_stopped,
  },
  service_other_version: {
    status: 409,
    sentence: texts.service_other_version,
  },
  database_broken: {
    status: 500,
    sentence: texts.database_broken,
  },
  database_newer: {
    status: 500,
    sentence: texts.database_newer,
  },
  settings_newer: {
    status: 500,
    sentence: texts.settings_newer,
  },
  tls_key_broken: {
    status: 500,
    sentence: texts.tls_key_broken,
  },
  signing_key_broken: {
    status: 500,
    sentence:
      'The key that signs for OpenID Connect cannot be read, so no app of it can let anybody in. Put its file back, or make a new key.',
  },
  port_busy: { status: 500, sentence: withRemedy('port_busy') },
  port_forbidden: {
    status: 500,
    sentence: texts.port_forbidden,
  },
  address_missing: {
    status: 500,
    sentence: texts.address_missing,
  },
  authority_unreachable: {
    status: 503,
    sentence: 'No running Rollcall answers for this data directory. Start it first.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

/** An expected failure. `detail` is private: only logs and audit read it. `data` is public and goes with the code. */
export interface Refusal<Code extends ErrorCode = ErrorCode> {
  readonly ok: false;
  readonly code: Code;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly detail?: string;
}

export function refuse<Code extends ErrorCode>(
  code: Code,
  more: { data?: Readonly<Record<string, unknown>>; detail?: string } = {},
): Refusal<Code> {
  return { ok: false, code, ...more };
}
