import { fileURLToPath } from 'node:url';

/** The top of the repository. */
export const rootDir = fileURLToPath(new URL('../..', import.meta.url));
