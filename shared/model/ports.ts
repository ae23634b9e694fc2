import { z } from 'zod';

/** A port that can be asked for by its number. */
export const portSchema = z.int().min(1).max(65_535);

/** The two ports on which the LAN reaches an authority. */
export const portPairSchema = z.object({ https: portSchema, http: portSchema });
export type PortPair = z.infer<typeof portPairSchema>;

/** Whether a port can be listened on, and if not, who holds it, where the system tells. */
export const portStateSchema = z.object({
  state: z.enum(['free', 'busy', 'forbidden']),
  holder: z.object({ pid: z.int(), name: z.string() }).optional(),
});
export type PortState = z.infer<typeof portStateSchema>;
