/**
 * As much of protobuf's wire format as one document needs: fields that are text or messages. Bytes stand in strings, a character each,
 * until the end: joining tens of thousands of short strings is many times cheaper than joining buffers.
 */
export type Bytes = string;

const varint = (value: number): Bytes =>
  value < 0x80
    ? String.fromCharCode(value)
    : String.fromCharCode((value % 128) | 0x80) + varint(Math.floor(value / 128));

/** Wire type 2: a length, then that many bytes. */
export const field = (number: number, content: Bytes): Bytes =>
  varint((number << 3) | 2) + varint(content.length) + content;

export const textField = (number: number, text: string): Bytes =>
  field(number, Buffer.from(text).toString('latin1'));

export const message = (...fields: Bytes[]): Bytes => fields.join('');

export const toBuffer = (bytes: Bytes): Buffer => Buffer.from(bytes, 'latin1');
