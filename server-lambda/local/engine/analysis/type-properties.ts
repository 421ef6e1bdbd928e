import type { SqlType } from '../types.ts';

/** Whether `=` takes values of this type. */
export function isComparable(type: SqlType): boolean {
  return everyPart(type, (part) => part.kind !== 'function');
}

/** Whether `<` and ORDER BY take values of this type. */
export function isOrderable(type: SqlType): boolean {
  return everyPart(type, (part) => part.kind !== 'function' && part.kind !== 'map' && part.kind !== 'json');
}

function everyPart(type: SqlType, accepts: (part: SqlType) => boolean): boolean {
  if (!accepts(type)) return false;
  switch (type.kind) {
    case 'array':
      return everyPart(type.element, accepts);
    case 'map':
      return everyPart(type.key, accepts) && everyPart(type.value, accepts);
    case 'row':
      return type.fields.every((field) => everyPart(field.type, accepts));
    default:
      return true;
  }
}
