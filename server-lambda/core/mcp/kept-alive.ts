import type { Timer } from '../ports/timer.ts';

/** API Gateway gives up a streamed answer on which nothing came for five minutes; proxies are less patient. */
export const KEEP_ALIVE_MS = 25_000;

/**
 * The answer itself where it comes soon. Otherwise one that begins at once and holds the line with spaces, which JSON
 * allows in front of a value, until the answer has come; its status is 200 then, whatever the answer's is.
 */
export async function keptAlive(answer: Promise<Response>, timer: Pick<Timer, 'every'>): Promise<Response> {
  const soon = new Promise<undefined>((resolve) => {
    const stop = timer.every(KEEP_ALIVE_MS, () => {
      stop();
      resolve(undefined);
    });
    void answer.then(stop, stop);
  });
  const come = await Promise.race([answer, soon]);
  return come ?? new Response(whenever(answer, timer), { headers: { 'content-type': 'application/json' } });
}

function whenever(answer: Promise<Response>, timer: Pick<Timer, 'every'>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let gone = false;
  let stop = (): void => undefined;
  return new ReadableStream({
    async start(controller) {
      const hold = () => controller.enqueue(encoder.encode(' '));
      hold();
      stop = timer.every(KEEP_ALIVE_MS, hold);
      try {
        const text = new Uint8Array(await (await answer).arrayBuffer());
        if (gone) return;
        controller.enqueue(text);
        controller.close();
      } catch (error) {
        controller.error(error);
      } finally {
        stop();
      }
    },
    cancel() {
      // Enqueueing into a cancelled stream throws, and in a timer no caller would catch it.
      gone = true;
      stop();
    },
  });
}
