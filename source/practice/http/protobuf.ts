/** As much of protobuf's wire format as one document needs: fields that are text or messages. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left > 0x7f; left = Math.floor(left / 128)) bytes.push((left % 128) | 0x80);
  return Buffer.from([...bytes, left]);
}

/** Wire type 2: a length, then that many bytes. */
export function field(number: number, content: string | Uint8Array): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

export const message = (...fields: Uint8Array[]): Buffer => Buffer.concat(fields);
