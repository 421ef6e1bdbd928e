/** A path cannot be followed in this JSON: what ON ERROR is for. The message is Trino's, and may be empty. */
export class PathFailure extends Error {
  override readonly name = 'PathFailure';
}
