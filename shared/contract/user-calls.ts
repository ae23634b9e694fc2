import { oc } from '@orpc/contract';
import { z } from 'zod';
import { ownLimitSchema, ownPolicySchema, surplusSchema } from '../model/limit.ts';
import { reservedSeatsSchema } from '../model/plan.ts';
import { sessionViewSchema, timeSchema } from '../model/session.ts';
import {
  importDoneSchema,
  importFileBytesMax,
  importPreviewSchema,
  importUndoneSchema,
  importViewSchema,
  missingGroupsSchema,
} from '../model/user-import.ts';
import { userViewSchema } from '../model/user.ts';
import {
  affectedSchema,
  endedSchema,
  errors,
  idSchema,
  manyIdsSchema,
  passwordSchema,
  write,
} from './call-parts.ts';

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

/** What can be set for many at once. Groups are added or taken away beside those a user has. */
const manyFields = {
  limit: ownLimitSchema.optional(),
  policy: ownPolicySchema.optional(),
  disabled: z.boolean().optional(),
  addGroups: z.array(idSchema).max(100).optional(),
  removeGroups: z.array(idSchema).max(100).optional(),
} as const;

const importFileSchema = z.base64().max(4 * Math.ceil(importFileBytesMax / 3));

const welcomeCodeSchema = z.object({
  /** One-time code for the page `/welcome`; shown once. */
  code: z.string(),
  expiresAt: timeSchema,
  /** Full address of the page to give to the person. */
  url: z.string(),
});

export const setupCalls = {
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
};

export const userCalls = {
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
  /** The same for many; all or none. `surplus` as in `set`. What became of each is told by `changes`. */
  setMany: oc
    .input(z.object({ ids: manyIdsSchema, ...manyFields, surplus: surplusSchema.optional() }))
    .output(endedSchema)
    .errors({
      ...write,
      ...errors('user_not_found', 'group_not_found', 'reservations_exceed_plan', 'last_admin'),
    }),
  previewSetMany: oc
    .input(z.object({ ids: manyIdsSchema, ...manyFields }))
    .output(affectedSchema)
    .errors(errors('user_not_found', 'group_not_found')),
  /** Reads a CSV file (base64 of its bytes) and says what it would do. Changes nothing. */
  previewImport: oc
    .input(z.object({ file: importFileSchema, missingGroups: missingGroupsSchema.optional() }))
    .output(importPreviewSchema)
    .errors(errors('import_unreadable')),
  /**
   * Takes the good rows, skips the bad ones. New users get no password: they need a one-time code. Never touches a
   * password, who is an admin or who is switched off. `surplus` as in `set`. `missingGroups` left out: skip.
   */
  import: oc
    .input(
      z.object({
        file: importFileSchema,
        surplus: surplusSchema.optional(),
        missingGroups: missingGroupsSchema.optional(),
      }),
    )
    .output(importDoneSchema)
    .errors({ ...write, ...errors('import_unreadable', 'reservations_exceed_plan') }),
  /** Newest first: those that can still be undone. */
  listImports: oc.output(z.array(importViewSchema)),
  /**
   * Takes an import back: a user it added who has no password yet and was not changed since goes; a user it changed
   * gets back what was before where the import's values still stand. The others are kept. Groups it made go too, unless
   * somebody is in them, an app names them, or they were changed.
   */
  undoImport: oc
    .input(z.object({ id: idSchema }))
    .output(importUndoneSchema)
    .errors({ ...write, ...errors('import_not_found', 'reservations_exceed_plan') }),
  delete: oc
    .input(z.object({ id: idSchema }))
    .output(z.object({ ended: z.array(sessionViewSchema) }))
    .errors({ ...write, ...errors('user_not_found', 'last_admin') }),
  /** The same for many; all or none. */
  deleteMany: oc
    .input(z.object({ ids: manyIdsSchema }))
    .output(endedSchema)
    .errors({ ...write, ...errors('user_not_found', 'last_admin') }),
  /** A one-time code for first use or reset. The old password stops working when the code is used. */
  makeCode: oc
    .input(z.object({ id: idSchema }))
    .output(welcomeCodeSchema)
    .errors({ ...write, ...errors('user_not_found') }),
  /** The same for many, all or none; in the order of `ids`. */
  makeCodes: oc
    .input(z.object({ ids: manyIdsSchema }))
    .output(
      z.object({
        codes: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            displayName: z.string(),
            code: z.string(),
            expiresAt: timeSchema,
          }),
        ),
        /** Full address of the page where they are used. */
        url: z.string(),
      }),
    )
    .errors({ ...write, ...errors('user_not_found') }),
};
