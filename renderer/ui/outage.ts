import { createContext, use, type ReactNode } from 'react';

/** What to say, and what can be done, while nothing can be carried out; undefined when everything can. */
export const OutageContext = createContext<ReactNode>(undefined);

/** Whether what a button would do cannot be done now. */
export function useIsOut(): boolean {
  return use(OutageContext) !== undefined;
}
