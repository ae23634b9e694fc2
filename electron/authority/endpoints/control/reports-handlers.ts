import { os } from './control-context.ts';
import { notThereYet } from './not-there-yet.ts';

export const reportsHandlers = {
  get: os.reports.get.handler(notThereYet),
  seatSteps: os.reports.seatSteps.handler(notThereYet),
};
