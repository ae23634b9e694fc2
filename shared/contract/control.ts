import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { errorCatalogue, type ErrorCode } from '../errors.ts';
import {
  appKindSchema,
  appViewSchema,
  backgroundPathsSchema,
  foreignAuthorizationSchema,
} from '../model/app.ts';
import { auditEntrySchema } from '../model/audit.ts';
import { backupViewSchema, restorePartSchema } from '../model/backup.ts';
import { groupNameSchema, groupRulesSchema, groupViewSchema } from '../model/group.ts';
import { ownLimitSchema, ownPolicySchema, surplusSchema } from '../model/limit.ts';
import { planSchema, planViewSchema, reservedSeatsSchema } from '../model/plan.ts';
import { rulesFileSchema } from '../model/rules-file.ts';
import { affectedSessionSchema, sessionViewSchema, timeSchema } from '../model/session.ts';
import { settingKeySchema, settingsSchema } from '../model/settings.ts';
import { addressViewSchema, statusSchema } from '../model/status.ts';
import { userViewSchema } from '../model/user.ts';
import { whatIfAnswerSchema, whatIfSchema } from '../model/what-if.ts';

/**
 * Every admin call, once. The console (message port), the CLI (local socket) and the fake authority of the
 * console's tests are made from this; adding a call is one entry here, one handler, one use.
 */

const errorData = z.record(z.string(), z.unknown()).optional();

/** The codes of the catalogue a call may answer with, in the contract library's form. */
function errors<const Code extends ErrorCode>(...codes: Code[]) {
  return Object.fromEntries(
    codes.map((code) => [
      code,
      { status: errorCatalogue[code].status, message: errorCatalogue[code].sentence, data: errorData },
    ]),
  ) as { [K in Code]: { status: number; message: string; data: typeof errorData } };
}

const write = errors('store_unavailable');
const idSchema = z.string().min(1).max(100);
const passwordSchema = z.string().max(4096);

/** Sessions that a change would end at once, each with the reason; shown before anything is applied. */
const affectedSchema = z.object({ affected: z.array(affectedSessionSchema) });
const endedSchema = z.object({ ended: z.array(sessionViewSchema) });

/** Rules of one user; what is left out stays. `groups` are ids. */
const userRulesFields = {
  limit: ownLimitSchema.optional(),
  appLimit: ownLimitSchema.optional(),
  policy: ownPolicySchema.optional(),
  groups: z.array(idSchema).max(1000).optional(),
  reservedSeats: reservedSeatsSchema.optional(),
} as const;

/** Fields of a user the admin may set; what is left out stays. */
const userFieldsSchema = z.object({
  name: z.string().max(10_000).optional(),
  displayName: z.string().max(200).optional(),
  email: z.union([z.literal(''), z.email().max(254)]).optional(),
  admin: z.boolean().optional(),
  disabled: z.boolean().optional(),
  ...userRulesFields,
});

const planFieldsSchema = z.object({
  ...planSchema.partial().shape,
  /** Seats by user id; those that are not named stay. */
  reservations: z.record(idSchema, reservedSeatsSchema).optional(),
});

const welcomeCodeSchema = z.object({
  /** One-time code for the page `/welcome`; shown once. */
  code: z.string(),
  expiresAt: timeSchema,
  /** Full address of the page to give to the person. */
  url: z.string(),
});

/** One step of the stream: what is now true of one thing. */
const changeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session.put'), session: sessionViewSchema }),
  z.object({ type: z.literal('session.ended'), session: sessionViewSchema }),
  z.object({ type: z.literal('user.put'), user: userViewSchema }),
  z.object({ type: z.literal('user.removed'), id: z.string() }),
  z.object({ type: z.literal('app.put'), app: appViewSchema }),
  z.object({ type: z.literal('app.removed'), id: z.string() }),
  z.object({ type: z.literal('groups.put'), groups: z.array(groupViewSchema) }),
  z.object({ type: z.literal('plan.put'), plan: planViewSchema }),
  z.object({ type: z.literal('settings.put'), settings: settingsSchema }),
  z.object({ type: z.literal('status.put'), status: statusSchema }),
]);
export type Change = z.infer<typeof changeSchema>;

const snapshotSchema = z.object({
  status: statusSchema,
  settings: settingsSchema,
  users: z.array(userViewSchema),
  sessions: z.array(sessionViewSchema),
  apps: z.array(appViewSchema),
  groups: z.array(groupViewSchema),
  plan: planViewSchema,
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Revisions follow each other without a gap; after a gap, open the stream again for a new snapshot. */
export const changeEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), revision: z.int(), snapshot: snapshotSchema }),
  z.object({ type: z.literal('changes'), revision: z.int(), changes: z.array(changeSchema) }),
]);
export type ChangeEvent = z.infer<typeof changeEventSchema>;

export const controlContract = {
  status: {
    get: oc.output(statusSchema),
  },

  setup: {
    /** Makes the first admin. Only possible while there is none, and only over this contract (on this computer). */
    createAdmin: oc
      .input(z.object({ name: z.string().max(10_000), password: passwordSchema }))
      .output(z.object({ user: userViewSchema }))
      .errors({
        ...write,
        ...errors(
          'admin_exists',
          'user_name_invalid',
          'user_name_taken',
          'password_too_short',
          'password_too_long',
          'password_too_common',
          'busy',
        ),
      }),
    /** The first run is finished or put aside. */
    finish: oc.errors(write),
  },

  users: {
    list: oc.output(z.array(userViewSchema)),
    /**
     * Without a password the answer carries a one-time code. A password given here is temporary
     * (the user must choose an own one at the first sign-in) unless `finalPassword`.
     */
    add: oc
      .input(
        userFieldsSchema.extend({
          name: z.string().max(10_000),
          password: passwordSchema.optional(),
          finalPassword: z.boolean().optional(),
        }),
      )
      .output(z.object({ user: userViewSchema, welcome: welcomeCodeSchema.optional() }))
      .errors({
        ...write,
        ...errors(
          'user_name_invalid',
          'user_name_taken',
          'group_not_found',
          'reservations_exceed_plan',
          'password_too_short',
          'password_too_long',
          'password_too_common',
          'busy',
        ),
      }),
    /** `surplus` says what a lowered limit does to sessions above it; left out: as they expire. */
    set: oc
      .input(userFieldsSchema.extend({ id: idSchema, surplus: surplusSchema.optional() }))
      .output(z.object({ user: userViewSchema, ended: z.array(sessionViewSchema) }))
      .errors({
        ...write,
        ...errors(
          'user_not_found',
          'user_name_invalid',
          'user_name_taken',
          'group_not_found',
          'reservations_exceed_plan',
          'last_admin',
        ),
      }),
    /** Which sessions `set` with `surplus: now` (or disabling) would end. Changes nothing. */
    previewSet: oc
      .input(z.object({ id: idSchema, ...userRulesFields, disabled: z.boolean().optional() }))
      .output(affectedSchema)
      .errors(errors('user_not_found', 'group_not_found')),
    /** The user lost the device with the authenticator: sign-in asks for the password only. Ends all sessions. */
    removeSecondFactor: oc
      .input(z.object({ id: idSchema }))
      .output(endedSchema)
      .errors({ ...write, ...errors('user_not_found', 'second_factor_missing') }),
    delete: oc
      .input(z.object({ id: idSchema }))
      .output(z.object({ ended: z.array(sessionViewSchema) }))
      .errors({ ...write, ...errors('user_not_found', 'last_admin') }),
    /** A one-time code for first use or reset. The old password stops working when the code is used. */
    makeCode: oc
      .input(z.object({ id: idSchema }))
      .output(welcomeCodeSchema)
      .errors({ ...write, ...errors('user_not_found') }),
  },

  groups: {
    list: oc.output(z.array(groupViewSchema)),
    /** At the end of the list. */
    add: oc
      .input(z.object({ name: groupNameSchema, rules: groupRulesSchema.partial().optional() }))
      .output(z.object({ group: groupViewSchema }))
      .errors({ ...write, ...errors('group_name_taken') }),
    /** Rules that are left out stay. `surplus` as for users. */
    set: oc
      .input(
        z.object({
          id: idSchema,
          name: groupNameSchema.optional(),
          rules: groupRulesSchema.partial().optional(),
          surplus: surplusSchema.optional(),
        }),
      )
      .output(z.object({ group: groupViewSchema, ended: z.array(sessionViewSchema) }))
      .errors({ ...write, ...errors('group_not_found', 'group_name_taken') }),
    previewSet: oc
      .input(z.object({ id: idSchema, rules: groupRulesSchema.partial() }))
      .output(affectedSchema)
      .errors(errors('group_not_found')),
    /** Every group once, the one that wins first. */
    order: oc
      .input(z.object({ ids: z.array(idSchema).max(1000), surplus: surplusSchema.optional() }))
      .output(endedSchema)
      .errors({ ...write, ...errors('groups_incomplete') }),
    /** Which sessions `order` would end. Changes nothing. */
    previewOrder: oc
      .input(z.object({ ids: z.array(idSchema).max(1000) }))
      .output(affectedSchema)
      .errors(errors('groups_incomplete')),
    /** Its members lose what it set. */
    delete: oc
      .input(z.object({ id: idSchema, surplus: surplusSchema.optional() }))
      .output(endedSchema)
      .errors({ ...write, ...errors('group_not_found') }),
  },

  plan: {
    get: oc.output(planViewSchema),
    /** `surplus: now` ends what a smaller plan (or a smaller allocation) leaves over, least recently used first. */
    set: oc
      .input(planFieldsSchema.extend({ surplus: surplusSchema.optional() }))
      .output(z.object({ plan: planViewSchema, ended: z.array(sessionViewSchema) }))
      .errors({ ...write, ...errors('reservations_exceed_plan', 'user_not_found') }),
    previewSet: oc.input(planFieldsSchema).output(affectedSchema).errors(errors('user_not_found')),
    /** Recorded sign-ins under other rules. Changes nothing. */
    whatIf: oc.input(whatIfSchema).output(whatIfAnswerSchema).errors(errors('user_not_found')),
    /** Plan and limits as one readable file. */
    exportRules: oc.output(rulesFileSchema),
    /** `dryRun` answers what would change and end, and changes nothing. */
    importRules: oc
      .input(
        z.object({ file: z.unknown(), dryRun: z.boolean().optional(), surplus: surplusSchema.optional() }),
      )
      .output(
        z.object({
          /** One line a change, in words. */
          changes: z.array(z.string()),
          affected: z.array(affectedSessionSchema),
        }),
      )
      .errors({
        ...write,
        ...errors('rules_file_invalid', 'user_not_found', 'group_not_found', 'reservations_exceed_plan'),
      }),
  },

  sessions: {
    /** Live ones: all at once. Ended ones: newest first, `cursor` from the last answer goes on. */
    list: oc
      .input(
        z.object({
          state: z.enum(['live', 'ended']),
          userId: idSchema.optional(),
          cursor: z.string().max(200).optional(),
          limit: z.int().min(1).max(1000).optional(),
        }),
      )
      .output(z.object({ sessions: z.array(sessionViewSchema), cursor: z.string().optional() })),
    /** Answered when durable. Ids that are unknown or ended already are refused as a whole; nothing is ended then. */
    end: oc
      .input(
        z.union([
          z.object({ ids: z.array(idSchema).min(1).max(100_000) }),
          z.object({ userId: idSchema }),
          z.object({ all: z.literal(true) }),
        ]),
      )
      .output(z.object({ ended: z.array(sessionViewSchema) }))
      .errors({ ...write, ...errors('session_not_found', 'user_not_found') }),
  },

  apps: {
    list: oc.output(z.array(appViewSchema)),
    /** The key inside the snippet is shown once; only its hash is kept. */
    add: oc
      .input(
        z.object({
          name: z.string().trim().min(1).max(60),
          kind: appKindSchema,
          url: z.string().max(2000),
          upstream: z.string().max(2000).optional(),
          plainHttp: z.boolean().optional(),
          foreignAuthorization: foreignAuthorizationSchema.optional(),
          backgroundPaths: backgroundPathsSchema.optional(),
        }),
      )
      .output(
        z.object({
          app: appViewSchema,
          /** `ID.KEY`, the value of the header `Rollcall-App`. */
          secret: z.string(),
          /** Finished configuration for this install. */
          snippet: z.string(),
        }),
      )
      .errors({
        ...write,
        ...errors('app_name_taken', 'app_url_invalid', 'app_url_taken', 'app_plain_http'),
      }),
    /** Rules that are checked here, so that the snippet stays as it is. */
    set: oc
      .input(z.object({ id: idSchema, backgroundPaths: backgroundPathsSchema }))
      .output(z.object({ app: appViewSchema }))
      .errors({ ...write, ...errors('app_not_found') }),
    remove: oc.input(z.object({ id: idSchema })).errors({ ...write, ...errors('app_not_found') }),
  },

  settings: {
    get: oc.output(settingsSchema),
    /** `surplus` says what a stricter limit does to sessions above it; shorter lives end at once. */
    set: oc
      .input(
        z.object({
          values: z.partialRecord(settingKeySchema, z.unknown()),
          surplus: surplusSchema.optional(),
        }),
      )
      .output(z.object({ settings: settingsSchema, ended: z.array(sessionViewSchema) }))
      .errors({
        ...write,
        ...errors('setting_invalid', 'port_busy', 'port_forbidden', 'address_missing'),
      }),
    /** Which sessions `set` would end, with `surplus: now` where the limit is meant. Changes nothing. */
    previewSet: oc
      .input(z.object({ values: z.partialRecord(settingKeySchema, z.unknown()) }))
      .output(affectedSchema)
      .errors(errors('setting_invalid')),
  },

  network: {
    addresses: oc.output(z.array(addressViewSchema)),
    /** Is this port free on this computer, and if not, who holds it. */
    checkPort: oc.input(z.object({ port: z.int().min(1).max(65_535) })).output(
      z.object({
        state: z.enum(['free', 'ours', 'busy', 'forbidden']),
        holder: z.object({ pid: z.int(), name: z.string() }).optional(),
      }),
    ),
  },

  audit: {
    /** Newest first; `before` is the sequence number the last answer ended with. */
    list: oc
      .input(z.object({ before: z.int().optional(), limit: z.int().min(1).max(1000).optional() }))
      .output(z.object({ entries: z.array(auditEntrySchema) })),
    /** Oldest first, from sequence number `after` on: to read all of it page by page. */
    read: oc
      .input(z.object({ after: z.int().min(0), limit: z.int().min(1).max(1000) }))
      .output(z.object({ entries: z.array(auditEntrySchema.extend({ hash: z.string() })) })),
    /** Walks the whole chain. `brokenAt` is the sequence number of the first entry that does not fit. */
    verify: oc.output(z.object({ entries: z.int(), brokenAt: z.int().optional() })),
  },

  clock: {
    /**
     * "This clock is right": authority time is set to the clock of this computer, forward or back. Live sessions keep
     * what is left of their lives, exactly.
     */
    accept: oc
      .output(z.object({ now: timeSchema, movedSeconds: z.int() }))
      .errors({ ...write, ...errors('clock_not_in_question') }),
  },

  backup: {
    /** Paths are on the computer of the authority. */
    create: oc
      .input(z.object({ path: z.string().min(1).max(4096), passphrase: passwordSchema.optional() }))
      .output(z.object({ backup: backupViewSchema }))
      .errors({ ...write, ...errors('backup_unwritable', 'backup_exists') }),
    verify: oc
      .input(z.object({ path: z.string().min(1).max(4096), passphrase: passwordSchema.optional() }))
      .output(z.object({ backup: backupViewSchema }))
      .errors({ ...write, ...errors('backup_unreadable', 'backup_passphrase', 'backup_newer') }),
    /** Everybody is signed out; the authority starts again by itself with what was restored. */
    restore: oc
      .input(
        z.object({
          path: z.string().min(1).max(4096),
          passphrase: passwordSchema.optional(),
          part: restorePartSchema,
        }),
      )
      .output(z.object({ backup: backupViewSchema, endedSessions: z.int() }))
      .errors({ ...write, ...errors('backup_unreadable', 'backup_passphrase', 'backup_newer') }),
  },

  /** A snapshot, then every change in order. */
  changes: oc.output(eventIterator(changeEventSchema)),
};
export type ControlContract = typeof controlContract;
