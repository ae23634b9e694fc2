import { os } from './control-context.ts';

/** The subscription ends with the request: both transports abort its signal when the other side goes away. */
export const changesHandler = os.changes.handler(({ context: { control }, signal }) =>
  control.feed.subscribe(signal ?? new AbortController().signal),
);
