/** A field of an object: its name, and where its value stands in the text. */
export interface JsonField {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The fields of the object that `json` is, in their order, repeated ones included; those of objects inside are not
 * among them. `json` must have passed JSON.parse.
 */
export function jsonFields(json: string): readonly JsonField[] {
  const fields: JsonField[] = [];
  let depth = 0;
  let name: string | undefined;
  let start = -1;
  for (const { index, 0: token } of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/gs)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    if (depth > 1 || (depth === 1 && (token === '}' || token === ']'))) continue;
    if (depth === 1 && name === undefined && token.startsWith('"')) name = JSON.parse(token) as string;
    else if (depth === 1 && start === -1 && token === ':') start = index + 1;
    else if (name !== undefined && start !== -1 && (token === ',' || depth === 0)) {
      fields.push({ name, start, end: index });
      name = undefined;
      start = -1;
    }
  }
  return fields;
}

/** JSON without the space between its tokens; strings and numbers stay as they are written. */
export function compactJson(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|\s+/gs, (token) => (token.startsWith('"') ? token : ''));
}
