import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '#core/tools/catalogue.ts';
import { describeTool } from '#core/tools/json-schema.ts';

type Schema = Readonly<Record<string, unknown>>;

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every schema in a schema, itself included. */
function schemasIn(schema: Schema): Schema[] {
  const { properties, items, anyOf, additionalProperties } = schema;
  const children = [
    ...(isSchema(properties) ? Object.values(properties) : []),
    items,
    additionalProperties,
    ...(Array.isArray(anyOf) ? (anyOf as unknown[]) : []),
  ];
  return [schema, ...children.filter(isSchema).flatMap(schemasIn)];
}

describe.each(CATALOGUE.map((tool) => [tool.name, describeTool(tool)] as const))('%s', (_, tool) => {
  const inputs = schemasIn(tool.inputSchema);

  it('takes only what the schemas of all model APIs can say', () => {
    for (const schema of inputs) {
      for (const keyword of ['$ref', '$defs', '$schema', 'oneOf', 'allOf', 'not', 'const', 'patternProperties']) {
        expect(schema).not.toHaveProperty(keyword);
      }
      // Gemini refuses every other format, and with it every prompt while the server is on.
      expect([undefined, 'date-time']).toContain(schema['format']);
    }
  });

  it('gives each thing it takes one type, and what a list holds', () => {
    for (const schema of inputs) {
      expect(typeof (schema['type'] ?? 'anyOf')).toBe('string');
      expect('type' in schema || 'anyOf' in schema).toBe(true);
      if (schema['type'] === 'array') expect(schema).toHaveProperty('items.type');
    }
  });

  it('lists no bounds of whole numbers that are those of every number', () => {
    const text = JSON.stringify(tool);
    expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER));
    expect(text).not.toContain('$schema');
  });
});
