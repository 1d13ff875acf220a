/** Cores: `0.5`, `2`, `12`. */
export function coresOf(cores: number): string {
  return cores >= 10 || Number.isInteger(cores) ? String(Math.round(cores)) : cores.toFixed(1);
}

/** Bytes in GiB: `1.9`, `16`. */
export function gibibytesOf(bytes: number): string {
  const value = bytes / 2 ** 30;
  return value >= 10 ? String(Math.round(value)) : value.toFixed(1);
}
