/**
 * Text from a cluster is hostile: an annotation or a log line can carry sequences that write the clipboard (OSC 52),
 * ring, move the cursor or retitle the window. Everything is cut before it is stored or drawn:
 * - OSC, DCS, SOS, PM, APC with their content, up to BEL or ST;
 * - CSI sequences of every kind, two-character escapes;
 * - the C0 and C1 controls that remain, but for the newline;
 * - the marks that turn the direction of text around (Trojan Source, CVE-2021-42574).
 * A tab becomes a space: its width depends on the column, and panes are cut by width.
 */
const sequences =
  /(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c|$)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/g;
const controls =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g;

/** Safe text of any number of lines; `\r\n` and lone `\r` end a line like `\n`. */
export function sanitizeText(text: string): string {
  // Nearly every line of a log is clean: one test costs far less than three replacements.
  if (!/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(text))
    return text;
  return text.replace(sequences, '').replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(controls, '');
}

/** Safe text of one line. */
export function sanitizeLine(text: string): string {
  return sanitizeText(text).replace(/\n+/g, ' ');
}
