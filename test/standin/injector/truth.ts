/** Go's truth: false, 0, nil and everything empty are not. */
export function truth(it: unknown): boolean {
  if (it !== null && typeof it === 'object') return Object.keys(it).length > 0;
  return Boolean(it);
}
