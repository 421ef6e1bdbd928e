/** The option by which the AWS SDK ends a call with a signal, if there is one. */
export function abortWith(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}
