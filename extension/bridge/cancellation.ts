import { metaForNotification } from './conversation.ts';
import type { NotificationMessage, RequestMessage } from './message.ts';

/** The bridge's own `notifications/cancelled` for a request; the id is written as the request wrote it. */
export function cancellation(request: RequestMessage, reason: string): NotificationMessage {
  const meta = metaForNotification(request);
  const _meta = meta === undefined ? '' : `,"_meta":${JSON.stringify(meta)}`;
  const params = `{"requestId":${request.idText},"reason":${JSON.stringify(reason)}${_meta}}`;
  return {
    kind: 'notification',
    text: `{"jsonrpc":"2.0","method":"notifications/cancelled","params":${params}}`,
    method: 'notifications/cancelled',
    params: { requestId: request.id, reason, ...(meta !== undefined && { _meta: meta }) },
  };
}
