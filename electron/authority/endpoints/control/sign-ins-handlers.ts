import { os } from './control-context.ts';
import { notThereYet } from './not-there-yet.ts';

export const signInsHandlers = {
  pause: os.signIns.pause.handler(notThereYet),
  resume: os.signIns.resume.handler(notThereYet),
};
