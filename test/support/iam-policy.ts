/** A statement that allows, as it stands in a policy's document. */
export interface AllowStatement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: object;
}

/** What IAM is asked: may this be done with that. */
export interface Asked {
  readonly action: string;
  readonly resource: string;
  /** Values of condition keys. */
  readonly context?: Readonly<Record<string, string>>;
}

/** Whether the statement allows it, by IAM's rules for names with `*` and the conditions `ArnLike` and `StringEquals`. */
export function allows({ actions, resources, condition = {} }: AllowStatement, asked: Asked): boolean {
  return (
    actions.includes(asked.action) &&
    resources.some((pattern) => isLike(asked.resource, pattern)) &&
    Object.entries(condition).every(([operator, keys]) => holds(operator, keys as Keys, asked.context ?? {}))
  );
}

/** Whether a name is one of those that the pattern stands for. */
export function isLike(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}

type Keys = Readonly<Record<string, string | readonly string[]>>;

function holds(operator: string, keys: Keys, context: Readonly<Record<string, string>>): boolean {
  if (operator !== 'ArnLike' && operator !== 'StringEquals') throw new Error(`Unknown condition: ${operator}`);
  return Object.entries(keys).every(([key, allowed]) => {
    const value = context[key];
    return value !== undefined && [allowed].flat().some((one) => isLike(value, one));
  });
}
