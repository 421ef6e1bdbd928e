import { draftRequests } from './draft-requests.ts';
import { editorRequests } from './editor-requests.ts';
import type { Desks, Handlers, Request } from './handlers.ts';
import { readingRequests } from './reading-requests.ts';
import { runRequests } from './run-requests.ts';
import { sqlRequests } from './sql-requests.ts';
import { targetRequests } from './target-requests.ts';

/** Carries out whatever a page asks for. */
export function requestHandler(desks: Desks): (request: Request) => void {
  const handlers: Handlers<Request['kind']> = {
    ...targetRequests(desks),
    ...draftRequests(desks),
    ...runRequests(desks),
    ...readingRequests(desks),
    ...sqlRequests(desks),
    ...editorRequests(desks),
  };
  // The type above has a handler for every kind; that this one takes just this request is beyond what it can say.
  return (request) => {
    (handlers[request.kind] as (request: Request) => void)(request);
  };
}
