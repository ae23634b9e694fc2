import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  appKindSchema,
  appViewSchema,
  backgroundPathsSchema,
  foreignAuthorizationSchema,
} from '../model/app.ts';
import { errors, idSchema, write } from './call-parts.ts';

export const appCalls = {
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
};
