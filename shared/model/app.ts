import { z } from 'zod';
import { timeSchema } from './session.ts';

/** How an app checks with Rollcall. */
export const appKindSchema = z.enum(['forward-auth']);
export type AppKind = z.infer<typeof appKindSchema>;

/** What to do with an `Authorization` header that is not Rollcall's: it belongs to the app. */
export const foreignAuthorizationSchema = z.enum(['refuse', 'pass']);

export const backgroundPathsSchema = z
  .array(z.string().regex(/^\/[^\s?#]{0,199}$/, 'a path such as /api/poll or /socket.io/*'))
  .max(50);

export const appViewSchema = z.object({
  /** Short lower-case id, part of the cookie name on the app's host. */
  id: z.string(),
  name: z.string(),
  kind: appKindSchema,
  /** Origin under which people reach the app, such as https://192.168.1.20:8443 */
  url: z.string(),
  /** Where the proxy finds the app itself. Only used to write the snippet. */
  upstream: z.string(),
  plainHttp: z.boolean(),
  foreignAuthorization: foreignAuthorizationSchema,
  /** Paths that the app's pages ask for by themselves, such as `/api/poll`; `*` stands for anything. Not a use. */
  backgroundPaths: backgroundPathsSchema,
  createdAt: timeSchema,
  lastUsedAt: timeSchema.optional(),
});
export type AppView = z.infer<typeof appViewSchema>;
