import type { Token } from '#core/sql/lexer.ts';

/** A statement, or a part of one, that the embedded engine does not answer as Athena does. */
export class Refusal extends Error {
  readonly token: Token | undefined;
  readonly remedy: string | undefined;

  /** `message` is a whole sentence without the position. */
  constructor(message: string, token?: Token, remedy?: string) {
    super(message);
    this.token = token;
    this.remedy = remedy;
  }
}

export function noJson(token: Token): Refusal {
  return new Refusal(
    'The embedded engine has no JSON functions.',
    token,
    "The cases' fields hold plain text: use string functions, or run the statement on Athena.",
  );
}
