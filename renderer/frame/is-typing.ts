const fields = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable]';

/** Whether keys are letters there. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(fields);
}
