import { showReport, showSeatSteps } from '../../operations/show-report.ts';
import { os } from './control-context.ts';

export const reportsHandlers = {
  get: os.reports.get.handler(({ input, context: { control } }) => showReport(control.deps, input)),
  seatSteps: os.reports.seatSteps.handler(({ input, context: { control } }) =>
    showSeatSteps(control.deps, input.hours),
  ),
};
