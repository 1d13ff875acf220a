import { type Bytes, field, message, textField } from '../http/protobuf.ts';
import type { Json } from '../object.ts';
import type { Schemas } from './schemas.ts';

/** An OpenAPI v2 schema in the numbers of gnostic's OpenAPIv2.proto, as far as `schemas.ts` makes them. */
function schemaMessage(schema: Json): Bytes {
  const parts: Bytes[] = [];
  for (const [key, value] of Object.entries<Json>(schema)) {
    if (key === '$ref') parts.push(textField(1, value));
    else if (key === 'format') parts.push(textField(2, value));
    else if (key === 'description') parts.push(textField(4, value));
    else if (key === 'required') for (const name of value) parts.push(textField(19, name));
    else if (key === 'additionalProperties') parts.push(field(21, field(1, schemaMessage(value))));
    else if (key === 'type') parts.push(field(22, textField(1, value)));
    else if (key === 'items') parts.push(field(23, field(1, schemaMessage(value))));
    else if (key === 'properties') parts.push(field(25, namedSchemas(value)));
    // Extensions are YAML, of which JSON is a part.
    else if (key.startsWith('x-')) {
      const yaml = field(2, textField(2, JSON.stringify(value)));
      parts.push(field(31, message(textField(1, key), yaml)));
    }
  }
  return message(...parts);
}

/** `Definitions` and `Properties` alike. */
export const namedSchemas = (schemas: Schemas): Bytes =>
  message(
    ...Object.entries(schemas).map(([name, schema]) =>
      field(1, message(textField(1, name), field(2, schemaMessage(schema)))),
    ),
  );
