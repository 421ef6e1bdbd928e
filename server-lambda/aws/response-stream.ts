import type { StreamifyHandler } from 'aws-lambda';

/** What Lambda's runtime hands to a response-streaming function: a writable's methods, though not its class. */
export type ResponseStream = Parameters<StreamifyHandler>[1];

/**
 * Sends a web-standard response through Lambda's response stream, in the format that API Gateway reads: metadata
 * first, at once, then the body chunk by chunk, no faster than it is taken and never gathered.
 *
 * Rejects when the body fails or the stream breaks. By then the status is out, so the caller's part is to let the
 * runtime know by rejecting in turn: it ends the stream as failed, and API Gateway cuts the answer off visibly. The
 * stream is not destroyed here, as that takes the runtime's own connection down with it.
 */
export async function writeResponse(response: Response, responseStream: ResponseStream): Promise<void> {
  const stream = awslambda.HttpResponseStream.from(responseStream, metadata(response));
  // The runtime sends the metadata with the first write; an empty one lets it go before the body has anything to say,
  // and is the only way to send it where there is no body.
  stream.write('');
  if (response.body !== null) await pump(response.body, stream);
  const finished = settled(stream, 'finish');
  stream.end();
  await finished;
}

async function pump(body: ReadableStream<Uint8Array>, stream: ResponseStream): Promise<void> {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (!stream.write(next.value)) await settled(stream, 'drain');
    }
  } catch (error) {
    // Tells the server that the reader is gone. If the body itself failed, there is nothing left to cancel.
    await reader.cancel(error).catch(() => undefined);
    throw error;
  }
}

/** Resolves at the event; rejects when the stream fails or closes first. */
function settled(stream: ResponseStream, event: 'drain' | 'finish'): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      stream.removeListener(event, onEvent);
      stream.removeListener('error', onError);
      stream.removeListener('close', onClose);
    };
    const onEvent = () => {
      stop();
      resolve();
    };
    const onError = (error: Error) => {
      stop();
      reject(error);
    };
    const onClose = () => onError(new Error('The response stream closed before the response was complete.'));
    if (stream.destroyed) {
      onClose();
      return;
    }
    stream.on(event, onEvent);
    stream.on('error', onError);
    stream.on('close', onClose);
  });
}

function metadata(response: Response): Record<string, unknown> {
  const headers: Record<string, string> = {};
  for (const [name, value] of response.headers) {
    // API Gateway frames a streamed answer itself, and would pass on a length under another name.
    if (name !== 'set-cookie' && name !== 'content-length') headers[name] = value;
  }
  const cookies = response.headers.getSetCookie();
  return {
    statusCode: response.status,
    headers,
    ...(cookies.length > 0 ? { multiValueHeaders: { 'set-cookie': cookies } } : {}),
  };
}
