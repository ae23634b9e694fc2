/** Whether of what stands in a cell something is not seen: an ellipsis, or lines that find no room. */
export function isCut(cell: HTMLElement): boolean {
  return [cell, ...cell.querySelectorAll<HTMLElement>('*')].some(
    ({ clientWidth, clientHeight, scrollWidth, scrollHeight }) =>
      // What is only read out is one pixel wide, and what stands in a line has no width of its own.
      clientWidth > 1 && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 2),
  );
}

/** What stands in a cell, on one line; the shapes of icons say nothing. */
export function readCell(cell: HTMLElement): string {
  return cell.innerText.replaceAll(/\s*\n\s*/g, ' · ').trim();
}

/** Pointed at, a cell that is cut says all of it, as long as it is cut. */
export function tellWhatIsCut(target: EventTarget): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>('td') : null;
  const content = cell?.firstElementChild;
  if (cell === null || !(content instanceof HTMLElement)) return;
  if (isCut(content)) cell.title = readCell(content);
  else cell.removeAttribute('title');
}
