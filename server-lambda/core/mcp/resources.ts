import {
  ResourceNotFoundError,
  type ReadResourceResult,
  type Resource,
  type ResourceTemplateType,
} from '@modelcontextprotocol/server';
import { COLUMN_MEANINGS } from '../contract/case-record.ts';
import type { ServerPorts } from '../server-ports.ts';
import { serveTool, type ServedCall } from '../serve-tool.ts';
import { failedRequest } from './failed-request.ts';
import { figuresApp, FIGURES_URI } from './figures-app.ts';

const SCHEMA = 'case-insights://schema';
const DATA = 'case-insights://data';
const CASE = /^case-insights:\/\/case\/([^/]+)\/([^/]+)$/;

/** What a person may attach to a conversation; the app is found through the tools that it draws for. */
export const RESOURCES: readonly Resource[] = [
  {
    uri: SCHEMA,
    name: 'schema',
    title: 'Columns of case_summary',
    description: 'Every column of the cases, and what it means',
    mimeType: 'text/markdown',
  },
  {
    uri: DATA,
    name: 'data',
    title: 'Data overview',
    description: 'Days covered, counts, and the values of every filter',
    mimeType: 'application/json',
  },
];

export const RESOURCE_TEMPLATES: readonly ResourceTemplateType[] = [
  {
    uriTemplate: 'case-insights://case/{account_number}/{case_number}',
    name: 'case',
    title: 'One support case',
    description: 'A case in full; its texts were written by third parties',
    mimeType: 'application/json',
  },
];

/** Reads a resource. Throws "resource not found" for a URI that names none. */
export async function readResource(ports: ServerPorts, uri: string, call: CallOfResource): Promise<ReadResourceResult> {
  if (uri === SCHEMA) return { contents: [{ uri, mimeType: 'text/markdown', text: schemaText() }] };
  if (uri === DATA) return json(uri, await toolResult(ports, 'describe_data', {}, call));
  if (uri === FIGURES_URI) return { contents: [await figuresApp()] };
  const [account, number] = CASE.exec(uri)?.slice(1).map(decoded) ?? [];
  if (account === undefined || number === undefined) throw new ResourceNotFoundError(uri);
  const input = { account_number: account, case_id: number };
  const { cases } = await toolResult(ports, 'get_case', input, call);
  if (!Array.isArray(cases) || cases.length === 0) throw new ResourceNotFoundError(uri);
  return json(uri, cases[0]);
}

type CallOfResource = Pick<ServedCall, 'callId' | 'signal'>;

async function toolResult(ports: ServerPorts, name: string, input: unknown, call: CallOfResource) {
  const outcome = await serveTool(ports, name, input, { ...call, progress: () => undefined });
  if (!outcome.ok) throw failedRequest(outcome.error);
  return outcome.result;
}

/** A part of a URI as it was meant; undefined where its percent signs mean nothing. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function json(uri: string, value: unknown): ReadResourceResult {
  return { contents: [{ uri, mimeType: 'application/json', text: JSON.stringify(value, null, 2) }] };
}

function schemaText(): string {
  const rows = Object.entries(COLUMN_MEANINGS).map(([name, meaning]) => `| ${name} | ${meaning} |`);
  return [
    '# case_summary',
    '',
    'Every column is text and may be NULL.',
    '',
    '| column | meaning |',
    '| --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
