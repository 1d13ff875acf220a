/** What a line of JSON is about, for reading: its message first, then its other fields as `name=value`. */
export interface LaidOutJson {
  message: string;
  fields: [string, string][];
}

const messageNames = ['msg', 'message', 'log', 'event'];
/** Told by the log pane itself. */
const timeNames = new Set(['time', 'ts', 'timestamp', '@timestamp', 'start_time']);

/** Undefined where the line is no JSON object. Words before the object, as some runtimes put them, belong to the message. */
export function layOutJson(text: string): LaidOutJson | undefined {
  const start = text.indexOf('{');
  if (start < 0 || !text.trimEnd().endsWith('}')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text.slice(start));
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const all = Object.entries(value);
  const named = messageNames
    .map((name) => all.find(([key]) => key === name))
    .find((one) => one !== undefined);
  const fields = all
    .filter(([key]) => key !== named?.[0] && !timeNames.has(key))
    .map(([key, one]): [string, string] => [oneLine(key), oneLine(one)]);
  const before = text.slice(0, start).trimEnd();
  return { message: [before, named ? oneLine(named[1]) : ''].filter(Boolean).join(' '), fields };
}

/** Escapes of JSON may carry what was cut from the line itself: control characters come out as JSON writes them. */
function oneLine(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (letter) =>
      letter === '\n' || letter === '\t' ? ' ' : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** In one line: the message, then the fields. */
export function jsonLine({ message, fields }: LaidOutJson): string {
  return [
    message,
    ...fields.map(([name, value]) => `${name}=${/[\s"=]/.test(value) ? JSON.stringify(value) : value}`),
  ]
    .filter(Boolean)
    .join(' ');
}
