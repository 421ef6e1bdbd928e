/** What Athena asks for a terabyte read, in US dollars (https://aws.amazon.com/athena/pricing/). */
const USD_PER_TERABYTE = 5;
/** The least that it charges a query that reads anything. */
const LEAST_BYTES = 10_000_000;

/** What queries that scanned so many bytes each cost in Athena, in US dollars; nothing where nothing was scanned. */
export function queryCost(scanned: readonly number[]): number {
  const charged = scanned.map((bytes) => (bytes === 0 ? 0 : Math.max(bytes, LEAST_BYTES)));
  return (charged.reduce((sum, bytes) => sum + bytes, 0) * USD_PER_TERABYTE) / 1e12;
}
