import { config } from 'zod';

// The console's content security policy, under which the fake runs, lets no library compile code. The schema library
// reads this when a schema is made, so this file must be imported before any contract.
config({ jitless: true });
