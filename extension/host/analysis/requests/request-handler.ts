import { draftRequests } from './draft-requests.ts';
import { editorRequests } from './editor-requests.ts';
import type { RequestContext, Handlers, Request } from './handlers.ts';
import { readingRequests } from './reading-requests.ts';
import { runRequests } from './run-requests.ts';
import { sqlRequests } from './sql-requests.ts';
import { targetRequests } from './target-requests.ts';

/** Carries out whatever a page asks for. */
export function requestHandler(context: RequestContext): (request: Request) => void {
  const handlers: Handlers<Request['kind']> = {
    ...targetRequests(context),
    ...draftRequests(context),
    ...runRequests(context),
    ...readingRequests(context),
    ...sqlRequests(context),
    ...editorRequests(context),
  };
  // The type above has a handler for every kind; that this one takes just this request is beyond what it can say.
  return (request) => {
    (handlers[request.kind] as (request: Request) => void)(request);
  };
}
