import { z } from 'zod';
import type { Tool } from './tool.ts';

export type JsonSchema = Readonly<Record<string, unknown>> & { readonly type: 'object' };

/** One type a branch: some hosts map schemas onto a dialect that knows no list of types. */
function splitTypes({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { type } = jsonSchema;
  if (!Array.isArray(type)) return;
  delete jsonSchema.type;
  jsonSchema.anyOf = type.map((single) => ({ type: single }));
}

/** What a tool takes, as hosts and models read it. */
export function inputJsonSchema(tool: Tool): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(tool.input, { io: 'input', override: splitTypes });
  return { ...schema, type: 'object' };
}

/**
 * What a tool answers. A failure is an answer too, `{"error": ...}`, and clients validate it against the same schema, so
 * each set of required fields is one branch.
 */
export function outputJsonSchema(tool: Tool): JsonSchema {
  const {
    $schema: _,
    additionalProperties: __,
    required,
    properties,
    ...schema
  } = z.toJSONSchema(tool.output, { io: 'output', override: splitTypes });
  return {
    ...schema,
    type: 'object',
    properties: { ...properties, error: ERROR },
    anyOf: [{ required }, { required: ['error'] }],
  };
}

const ERROR = {
  type: 'object',
  description: 'Present instead of everything else when the tool could not answer',
  properties: { code: { type: 'string' }, message: { type: 'string' }, remedy: { type: 'string' } },
  required: ['code', 'message', 'remedy'],
};
