import { readEndpoint, type EndpointReading } from '../../aws/endpoint.ts';

/** The stack output that contains the server's URL. */
const OUTPUT = 'MCPServerEndpoint';

/**
 * The server's URL in what a person pastes: the URL itself, a stack's outputs as text, table or JSON, or an mcp.json.
 * `problem` is a whole sentence.
 */
export function readPastedEndpoint(text: string): EndpointReading {
  const pasted = text.trim();
  if (pasted === '') return { ok: false, problem: "Paste the server's URL, or the outputs of its stack." };
  const urls = findUrls(pasted);
  const [named] = findUrls(pasted.slice(Math.max(0, pasted.indexOf(OUTPUT))));
  const candidates = pasted.includes(OUTPUT) && named !== undefined ? [named] : [...new Set(urls)];
  if (candidates.length > 1) {
    return {
      ok: false,
      problem: `There are ${candidates.length} URLs in this text. Paste only the server's URL.`,
    };
  }
  const [candidate = pasted] = candidates;
  const reading = readEndpoint(candidate);
  return reading.ok ? reading : { ok: false, problem: `The server's URL ${reading.problem}.` };
}

function findUrls(text: string): readonly string[] {
  return text.match(/\bhttps?:\/\/[^\s"'`|,<>\\]+/gi) ?? [];
}
