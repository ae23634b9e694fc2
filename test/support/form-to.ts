import { readForms, readText, type Answer, type Form } from './client.ts';

/** The form of a page that goes to this path. */
export function formTo(answer: Answer, action: string): Form {
  const form = readForms(answer.text).find((one) => one.action === action);
  if (!form) throw new Error(`no form to ${action}: ${String(answer.status)} ${readText(answer.text)}`);
  return form;
}
