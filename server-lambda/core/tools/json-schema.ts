import { z } from 'zod';
import type { Tool } from './tool.ts';

type JsonSchema = Readonly<Record<string, unknown>> & { readonly type: 'object' };

/** A tool as a list shows it. */
export function describeTool(tool: Tool) {
  const { name, title, description } = tool;
  return { name, title, description, inputSchema: inputJsonSchema(tool), outputSchema: outputJsonSchema(tool) };
}

/** What a tool takes, as hosts and models read it. */
export function inputJsonSchema(tool: Tool): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(tool.input, { io: 'input' });
  return { ...schema, type: 'object' };
}

/**
 * What a tool answers. A failure is an answer too, `{"error": ...}`, and clients validate it against the same schema, so
 * each set of required fields is one branch.
 */
function outputJsonSchema(tool: Tool): JsonSchema {
  const { required, properties, ...schema } = answerSchema(tool.output);
  return {
    ...schema,
    type: 'object',
    properties: { ...properties, query_statistics: { type: 'object' }, error: ERROR },
    anyOf: [{ required }, { required: ['error'] }],
  };
}

/**
 * Omits what does not help a reader, to keep `tools/list` small: the bounds of every whole number, that names
 * are text, and that there are no other fields (a later version may add some).
 */
function answerSchema(output: z.ZodObject) {
  const { $schema: _, ...schema } = z.toJSONSchema(output, {
    io: 'output',
    override: ({ jsonSchema }) => {
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      delete jsonSchema.propertyNames;
      if (jsonSchema['short'] === true) shorten(jsonSchema);
    },
  });
  return { ...schema, properties: shorter(splitTypes(schema.properties)) };
}

/** A field of which a list says just the type: what is in it is the same everywhere, or said elsewhere. */
function shorten(jsonSchema: Record<string, unknown>): void {
  for (const key of Object.keys(jsonSchema)) {
    if (key !== 'type' && key !== 'description') Reflect.deleteProperty(jsonSchema, key);
  }
}

/** Which fields of a field are always there, no client asks; those of the answer itself stay. */
function shorter<Schema>(properties: Schema): Schema {
  const shortened: unknown = JSON.parse(JSON.stringify(properties), (_, value: unknown) => {
    if (!isObject(value)) return value;
    const { required: _required, ...rest } = value;
    return value['type'] === 'object' && Array.isArray(_required) ? rest : value;
  });
  // The same schema, which allows more.
  return shortened as Schema;
}

/** One type a branch: some hosts map schemas onto a dialect that has no list of types. */
function splitTypes<Schema>(schema: Schema): Schema {
  const split: unknown = JSON.parse(JSON.stringify(schema), (_, value: unknown) => {
    if (!isObject(value) || !Array.isArray(value['type'])) return value;
    const { type, ...rest } = value;
    return { ...rest, anyOf: type.map((single: unknown) => ({ type: single })) };
  });
  // The same schema with another spelling of its types.
  return split as Schema;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Present instead of everything else when the tool could not answer. */
const ERROR = { type: 'object', required: ['code', 'message', 'remedy'] };
