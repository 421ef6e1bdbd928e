import { z } from 'zod';

/** Names one call over HTTP, so that its caller can cancel it: a random id that the caller makes up and keeps. */
export const CALL_ID_HEADER = 'case-insights-call-id';

const CALL_ID = /^[A-Za-z0-9-]{16,64}$/;

/** The id that the caller gave the call; undefined if it is missing or too weak to be a secret. */
export function callIdOf(request: Request | undefined): string | undefined {
  const id = request?.headers.get(CALL_ID_HEADER);
  return id !== null && id !== undefined && CALL_ID.test(id) ? id : undefined;
}

const cancelledNotification = z.object({ method: z.literal('notifications/cancelled') });

/** Whether the request cancels the call that its call id names. Leaves the request's body to be read. */
export async function isCancellation(request: Request): Promise<boolean> {
  if (request.method !== 'POST') return false;
  const body = await request.clone().text();
  if (!body.includes('notifications/cancelled')) return false;
  try {
    return cancelledNotification.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}
