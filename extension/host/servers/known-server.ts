import { createHash } from 'node:crypto';
import { readEndpoint } from '../../aws/endpoint.ts';

/** A deployed server that this editor knows: its address and the profile that calls it. It contains no secret. */
export interface KnownServer {
  /** Unique among the known servers. */
  readonly label: string;
  /** The URL of the MCP path. */
  readonly endpoint: string;
  readonly region: string;
  /** Undefined: the credentials of the environment. */
  readonly profile?: string | undefined;
  /** How long a call may take before the host gets an answer, such as 50s; undefined: the host's own limit. */
  readonly callBudget?: string | undefined;
}

export const REGION = /^[a-z]+(-[a-z]+)+-\d+$/;
export const LONGEST_LABEL = 60;

const CALL_BUDGET = /^\d+(ms|s|m)$/;

/**
 * The servers in a list as a person may have edited it. Invalid entries and repeated labels are left out. The region
 * comes from the URL if the entry has none.
 */
export function readKnownServers(list: unknown): readonly KnownServer[] {
  const entries = Array.isArray(list) ? (list as readonly unknown[]) : [];
  const servers = new Map<string, KnownServer>();
  for (const entry of entries) {
    const server = readEntry(entry);
    const reading = server === undefined ? undefined : readEndpoint(server.endpoint);
    if (server === undefined || reading?.ok !== true) continue;
    const region = server.region ?? reading.endpoint.region;
    const key = serverKey(server.label);
    if (region === undefined || servers.has(key)) continue;
    servers.set(key, { ...server, endpoint: reading.endpoint.url.href, region });
  }
  return [...servers.values()];
}

type Entry = Omit<KnownServer, 'region'> & { readonly region: string | undefined };

/** Checked by hand: a schema library would make up nine tenths of what every activation loads. */
function readEntry(entry: unknown): Entry | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  // Any object has these, if only as undefined.
  const { label, endpoint, region, profile, callBudget } = entry as Readonly<Record<keyof KnownServer, unknown>>;
  if (!isText(label, /\S/) || label.trim().length > LONGEST_LABEL || !isText(endpoint)) return undefined;
  if (region !== undefined && !isText(region, REGION)) return undefined;
  if (profile !== undefined && !isText(profile, /\S/)) return undefined;
  if (callBudget !== undefined && !isText(callBudget, CALL_BUDGET)) return undefined;
  return { label: label.trim(), endpoint, region, profile: profile?.trim(), callBudget };
}

function isText(value: unknown, pattern = /(?:)/): value is string {
  return typeof value === 'string' && pattern.test(value);
}

/**
 * The server's name in configuration files, from its label: `case-insights`, then what the label adds, at most 40 small
 * letters, digits and hyphens, for hosts put it before the names of tools. Labels with one key count as one label.
 */
export function serverKey(label: string): string {
  const words = label.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const slug = words.join('-').replace(/^case-insights(-|$)/, '');
  const foreign = /[^\x20-\x7e]/.test(label);
  // Without a hash, labels with non-ASCII letters would share a key.
  const hash = createHash('sha256').update(label.toLowerCase()).digest('hex').slice(0, 6);
  const parts = ['case-insights', slug.slice(0, 19).replace(/-$/, ''), foreign || slug.length > 19 ? hash : ''];
  return parts.filter((part) => part !== '').join('-');
}

/**
 * A label for the server of a stack that differs from all `taken` ones, with the region and then a number if needed.
 */
export function labelForStack(stackName: string, region: string, taken: readonly string[]): string {
  const keys = new Set(taken.map(serverKey));
  for (let count = 0; ; count++) {
    const more = count === 0 ? '' : count === 1 ? ` ${region}` : ` ${region} ${count}`;
    const label = `Case Insights (${stackName.slice(0, LONGEST_LABEL - 16 - more.length)}${more})`;
    if (!keys.has(serverKey(label))) return label;
  }
}
