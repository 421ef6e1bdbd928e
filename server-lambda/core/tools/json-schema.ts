import { z } from 'zod';
import { queryStatisticsSchema } from '../metered-engine.ts';
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
    properties: { ...properties, query_statistics: answerSchema(queryStatisticsSchema), error: ERROR },
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
    },
  });
  return splitTypes(schema);
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

const ERROR = {
  type: 'object',
  description: 'Present instead of everything else when the tool could not answer',
  properties: { code: { type: 'string' }, message: { type: 'string' }, remedy: { type: 'string' } },
  required: ['code', 'message', 'remedy'],
};
