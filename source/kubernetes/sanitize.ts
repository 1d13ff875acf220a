/**
 * Text from a cluster is hostile: an annotation or a log line can carry sequences that write the clipboard (OSC 52),
 * ring, move the cursor or retitle the window. Everything is cut before it is stored or drawn:
 * - OSC, DCS, SOS, PM, APC with their content, up to BEL or ST;
 * - CSI sequences of every kind, two-character escapes;
 * - the C0 and C1 controls that remain, but for the newline;
 * - the marks that turn the direction of text around (Trojan Source, CVE-2021-42574);
 * - what takes no room and joins nothing: two texts that look the same are the same. The joiners stay, which scripts and emoji need.
 * A tab becomes a space: its width depends on the column, and panes are cut by width.
 */
const sequences = new RegExp(
  [
    // Without its end it reaches to the end of its line, so that nothing below can be hidden.
    /\u001b[\]PX^_][^\u0007\u001b\u009c\r\n]*(?:\u0007|\u001b\\|\u009c|(?=[\r\n]|$))/,
    // In C1 only with its end: UTF-8 that was read as Latin-1 has these in the place of quotes and umlauts.
    /[\u0090\u0098\u009d-\u009f][^\u0007\u001b\u0080-\u009f\r\n]*(?:\u0007|\u001b\\|\u009c)/,
    /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?/,
    /\u001b[ -/]*[0-~]?/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);
const controls =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const suspicious =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/** Safe text of any number of lines; `\r\n` and lone `\r` end a line like `\n`. */
export function sanitizeText(text: string): string {
  // Nearly every line of a log is clean: one test costs far less than three replacements.
  if (!suspicious.test(text)) return text;
  return text.replace(sequences, '').replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(controls, '');
}

/** Safe text of one line. */
export function sanitizeLine(text: string): string {
  const safe = sanitizeText(text);
  return safe.includes('\n') ? safe.replace(/\n+/g, ' ') : safe;
}
