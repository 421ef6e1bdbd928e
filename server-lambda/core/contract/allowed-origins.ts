/**
 * Parses a comma-separated list of origins, such as `https://app.example.com`, or `*` alone for all; may be empty.
 * Throws one sentence, which begins with `name`, if an entry is not an origin.
 */
export function readOrigins(name: string, list: string): readonly string[] {
  if (list.trim() === '') return [];
  const origins = list.split(',').map((origin) => origin.trim());
  const wrong = origins.find((origin) => !isOrigin(origin) && (origin !== '*' || origins.length > 1));
  if (wrong === undefined) return origins;
  throw new Error(
    `${name} must be * alone, or origins such as https://app.example.com (no path, no trailing slash) separated by commas; ${JSON.stringify(wrong)} is not one`,
  );
}

/** As a browser writes it in the `Origin` header. */
function isOrigin(text: string): boolean {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@,]+$/.test(text) || !URL.canParse(text)) return false;
  // Only the web's own schemes have an origin that the URL standard knows.
  return !/^https?:/.test(text) || new URL(text).origin === text;
}
