import { CaseInsightsError } from '#core/errors.ts';
import type { AskMfaCode } from '../aws/aws-credentials.ts';
import { isObject, type Message } from './message.ts';

/** The bridge's own requests to the host, in a conversation that otherwise belongs to the server. */
export interface HostQuestions {
  /** Takes note of what the host can do, from its `initialize`. */
  readonly observe: (message: Message) => void;
  /** True if the message answers one of the bridge's own requests and is not for the server. */
  readonly takes: (message: Message) => boolean;
  /** Undefined where the host has announced no elicitation. */
  readonly askMfaCode: () => AskMfaCode | undefined;
}

/** People need time to find the device; the code itself is valid for half a minute. */
const PATIENCE_MS = 120_000;

/** `write` writes one line to the host. */
export function hostQuestions(write: (line: string) => Promise<void>): HostQuestions {
  const open = new Map<string, (result: unknown) => void>();
  let canAsk = false;
  let count = 0;

  function ask(method: string, params: unknown): Promise<unknown> {
    const id = `case-insights-bridge/${++count}`;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        open.delete(id);
        const cancelled = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id } };
        void write(JSON.stringify(cancelled));
        resolve(undefined);
      }, PATIENCE_MS);
      open.set(id, (result) => {
        clearTimeout(timer);
        resolve(result);
      });
      void write(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    });
  }

  const askMfaCode: AskMfaCode = async (device) => {
    const answer = await ask('elicitation/create', {
      message: `Enter the code that ${device} shows now.`,
      requestedSchema: {
        type: 'object',
        properties: {
          code: { type: 'string', title: 'MFA code', description: 'Six digits', minLength: 6, maxLength: 6 },
        },
        required: ['code'],
      },
    });
    const content = isObject(answer) && answer['action'] === 'accept' ? answer['content'] : undefined;
    const code = isObject(content) ? content['code'] : undefined;
    if (typeof code === 'string' && code.trim() !== '') return code.trim();
    throw new CaseInsightsError(
      'NO_CREDENTIALS',
      `No MFA code was entered for ${device}.`,
      'Call again and enter the code when asked.',
    );
  };

  return {
    observe(message) {
      if (message.kind !== 'request' || message.method !== 'initialize') return;
      const capabilities = message.params['capabilities'];
      const elicitation = isObject(capabilities) ? capabilities['elicitation'] : undefined;
      // Announced without a mode it means forms; a host may also open URLs only.
      canAsk = isObject(elicitation) && ('form' in elicitation || !('url' in elicitation));
    },
    takes(message) {
      if (message.kind !== 'response' || typeof message.id !== 'string') return false;
      const answered = open.get(message.id);
      open.delete(message.id);
      answered?.(message.result);
      return answered !== undefined;
    },
    askMfaCode: () => (canAsk ? askMfaCode : undefined),
  };
}
