/**
 * Ends with this code as soon as nothing is under way any more. Whatever then still holds the process up (a login that hangs, a
 * socket kept alive) has half a second: by now everything is printed and everything is said.
 */
export function leaveWith(code: number): void {
  process.exitCode = code;
  setTimeout(() => process.exit(code), 500).unref();
}
