/** Hours and minutes on this computer's clock. */
export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString('sv-SE', { timeStyle: 'short' });
}
