import { z } from 'zod';

export const idAndNameSchema = z.object({ id: z.string(), name: z.string() });
export type IdAndName = z.infer<typeof idAndNameSchema>;
