import { field, message } from '../http/protobuf.ts';
import type { Json } from '../object.ts';
import type { Schemas } from './schemas.ts';

/** An OpenAPI v2 schema in the numbers of gnostic's OpenAPIv2.proto, as far as `schemas.ts` makes them. */
function schemaMessage(schema: Json): Buffer {
  const parts: Buffer[] = [];
  for (const [key, value] of Object.entries<Json>(schema)) {
    if (key === '$ref') parts.push(field(1, value));
    else if (key === 'format') parts.push(field(2, value));
    else if (key === 'description') parts.push(field(4, value));
    else if (key === 'required') for (const name of value) parts.push(field(19, name));
    else if (key === 'additionalProperties') parts.push(field(21, field(1, schemaMessage(value))));
    else if (key === 'type') parts.push(field(22, field(1, value)));
    else if (key === 'items') parts.push(field(23, field(1, schemaMessage(value))));
    else if (key === 'properties') parts.push(field(25, namedSchemas(value)));
    // Extensions are YAML, of which JSON is a part.
    else if (key.startsWith('x-')) {
      const extension = message(field(1, key), field(2, field(2, JSON.stringify(value))));
      parts.push(field(31, extension));
    }
  }
  return message(...parts);
}

/** `Definitions` and `Properties` alike. */
export const namedSchemas = (schemas: Schemas): Buffer =>
  message(
    ...Object.entries(schemas).map(([name, schema]) =>
      field(1, message(field(1, name), field(2, schemaMessage(schema)))),
    ),
  );
