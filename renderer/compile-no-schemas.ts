import { z } from 'zod';

/**
 * Imported before anything that has a schema. Zod compiles checks with `Function` where it may, and finds out by
 * trying: the policy of the page forbids it and reports each try as a violation.
 */
z.config({ jitless: true });
