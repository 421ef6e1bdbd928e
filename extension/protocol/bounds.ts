import * as z from 'zod/mini';

/** The limits of texts and lists that may be cut. Anything else that is longer than its schema allows fails to parse. */
const limits = new WeakMap<z.core.$ZodType, number>();

/** Text to be shown. Where it has more than `most` characters, `fitted` cuts it. */
export function text(most: number) {
  const schema = z.string().check(z.maxLength(most));
  limits.set(schema, most);
  return schema;
}

/** A list to be shown. Where it has more than `most` items, `fitted` leaves out the last ones. */
export function list<Item extends z.core.$ZodType>(item: Item, most: number) {
  const schema = z.array(item).check(z.maxLength(most));
  limits.set(schema, most);
  return schema;
}

/** The value with its texts and lists cut to the limits of the schema. */
export function fitted<Value>(schema: z.core.$ZodType<Value>, value: Value): Value {
  // Cutting changes no type.
  return fit(schema, value) as Value;
}

/** Cuts to at most `most` characters, the last of which is then an ellipsis; never splits a surrogate pair. */
export function cutText(whole: string, most: number): string {
  if (whole.length <= most) return whole;
  const cut = whole.slice(0, most - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

function fit(schema: z.core.$ZodType, value: unknown): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'string') {
    const most = limits.get(schema);
    return typeof value === 'string' && most !== undefined ? cutText(value, most) : value;
  }
  if (def.type === 'array') {
    return Array.isArray(value) ? value.slice(0, limits.get(schema)).map((item) => fit(def.element, item)) : value;
  }
  if (def.type === 'object') return isObject(value) ? mapped(value, (key) => def.shape[key]) : value;
  if (def.type === 'optional' || def.type === 'nullable' || def.type === 'readonly') return fit(def.innerType, value);
  if (def.type === 'union') {
    const discriminator = 'discriminator' in def ? String(def.discriminator) : '';
    const option = def.options.find((each) => isMeant(each, value, discriminator));
    return option ? fit(option, value) : value;
  }
  return value;
}

/** Whether a value is of this option of a union: by its discriminator, or by its type. */
function isMeant(option: z.core.$ZodType, value: unknown, discriminator: string): boolean {
  const { def } = (option as z.core.$ZodTypes)._zod;
  if (def.type === 'object' && isObject(value)) {
    return def.shape[discriminator]?._zod.values?.has(value[discriminator] as z.core.util.Primitive) ?? false;
  }
  return def.type === (Array.isArray(value) ? 'array' : typeof value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object with each value fitted by its schema. */
function mapped(
  object: Readonly<Record<string, unknown>>,
  schemaOf: (key: string) => z.core.$ZodType | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      const schema = schemaOf(key);
      return [key, schema ? fit(schema, value) : value];
    }),
  );
}
