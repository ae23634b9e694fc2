import { createContext, useContext } from 'react';

/** Said in the place of "Live" while nothing that is shown is known to be true any more: as of when it was. */
export const StaleContext = createContext<string | undefined>(undefined);

export function useStale(): string | undefined {
  return useContext(StaleContext);
}
