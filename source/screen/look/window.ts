/** The first row to show so that the selected one is seen and the list does not jump: the old place where that still works. */
export function windowTop(top: number, selected: number, count: number, height: number): number {
  if (height <= 0) return 0;
  let next = Math.min(top, Math.max(0, count - height));
  if (selected < next) next = selected;
  if (selected >= next + height) next = selected - height + 1;
  return Math.max(0, next);
}

/** `3-12/40` where not everything is in sight, else nothing. */
export function whereWords(top: number, count: number, height: number): string {
  if (count <= height || height <= 0) return '';
  return `${top + 1}-${Math.min(count, top + height)}/${count}`;
}
