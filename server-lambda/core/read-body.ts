/** API Gateway lets at most 10 MB through; no call of ours needs more than a tenth of that. */
export const MAX_BODY_BYTES = 1_048_576;

/** The request's body as text, or undefined where it is longer than it may be: no more of it is read then. */
export async function readBody(request: Request): Promise<string | undefined> {
  if (Number(request.headers.get('content-length')) > MAX_BODY_BYTES) return undefined;
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  // Leaving the loop cancels what is left.
  for await (const chunk of chunksOf(request)) {
    length += chunk.byteLength;
    if (length > MAX_BODY_BYTES) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

async function* chunksOf({ body }: Request): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}
