import { draftRequests } from './draft-requests.ts';
import { editorRequests } from './editor-requests.ts';
import type { RequestContext, Handlers, Request } from './handlers.ts';
import { readingRequests } from './reading-requests.ts';
import { runRequests } from './run-requests.ts';
import { sqlRequests } from './sql-requests.ts';
import { targetRequests } from './target-requests.ts';

/** Dispatches a page's request to its handler. */
export function requestHandler(context: RequestContext): (request: Request) => void {
  const handlers: Handlers<Request['kind']> = {
    ...targetRequests(context),
    ...draftRequests(context),
    ...runRequests(context),
    ...readingRequests(context),
    ...sqlRequests(context),
    ...editorRequests(context),
  };
  // The type of `handlers` pairs each kind with its handler, which the compiler cannot follow through the lookup.
  return (request) => (handlers[request.kind] as (request: Request) => void)(request);
}
