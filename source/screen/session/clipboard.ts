/** What terminals take at most in one go; some cut or refuse more (xterm: 100,000 characters of base64). */
const most = 70_000;

/**
 * Asks the terminal to put a text into the clipboard of the machine that it runs on (OSC 52): it works over SSH as well.
 * Whether the terminal obeyed cannot be known. False where the text is too long.
 */
export function copyToTerminal(text: string, write: (data: string) => void): boolean {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length > most) return false;
  write(`\u001b]52;c;${bytes.toString('base64')}\u0007`);
  return true;
}
