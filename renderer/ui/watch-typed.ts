type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** With these somebody begins to change something; what the fields hold before is how they were found. */
const beginnings = ['keydown', 'pointerdown', 'beforeinput', 'drop', 'paste'] as const;
const changes = ['input', 'change', 'click', 'keyup', 'focusin'] as const;

/**
 * Watches whether a form holds anything other than it was found with, whatever it is made of.
 * @param onChange called when that may have changed
 * @returns `isTyped`, and `end` of watching
 */
export function watchTyped(element: HTMLElement, onChange: () => void) {
  const found = new Map<Control, string>();
  const note = (): void => {
    for (const control of listControls(element))
      if (!found.has(control)) found.set(control, valueOf(control));
  };
  let frame = 0;
  // What a choice comes to is there after the next drawing.
  const tell = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(onChange);
  };
  for (const name of beginnings) element.addEventListener(name, note, true);
  for (const name of changes) element.addEventListener(name, tell);
  return {
    // Those of an earlier step are gone, and nobody misses them.
    isTyped: (): boolean =>
      [...found].some(([control, value]) => element.contains(control) && valueOf(control) !== value),
    end: (): void => {
      cancelAnimationFrame(frame);
      for (const name of beginnings) element.removeEventListener(name, note, true);
      for (const name of changes) element.removeEventListener(name, tell);
    },
  };
}

/** Looking for something, or reading what cannot be changed, is not typing. Choices keep theirs in hidden fields. */
function listControls(element: HTMLElement): Control[] {
  return [...element.querySelectorAll<Control>('input:not([type=search]), textarea, select')].filter(
    (control) => control instanceof HTMLSelectElement || !control.readOnly,
  );
}

function valueOf(control: Control): string {
  if (control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')) {
    return String(control.checked);
  }
  return control.value;
}
