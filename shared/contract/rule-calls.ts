import { oc } from '@orpc/contract';
import { z } from 'zod';
import { groupNameSchema, groupRulesSchema, groupViewSchema } from '../model/group.ts';
import { surplusSchema } from '../model/limit.ts';
import { planSchema, planViewSchema, reservedSeatsSchema } from '../model/plan.ts';
import { rulesFileSchema } from '../model/rules-file.ts';
import { affectedSessionSchema, sessionViewSchema } from '../model/session.ts';
import { whatIfAnswerSchema, whatIfSchema } from '../model/what-if.ts';
import { affectedSchema, endedSchema, errors, idSchema, write } from './call-parts.ts';

const planFieldsSchema = z.object({
  ...planSchema.partial().shape,
  /** Seats by user id; those that are not named stay. */
  reservations: z.record(idSchema, reservedSeatsSchema).optional(),
});

export const groupCalls = {
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
};

export const planCalls = {
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
    .input(z.object({ file: z.unknown(), dryRun: z.boolean().optional(), surplus: surplusSchema.optional() }))
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
};
