import type { Deployment } from '../../aws/discovery/deployments.ts';
import { readEndpoint } from '../../aws/endpoint.ts';
import type { KnownServer } from './known-server.ts';

/** The server on sample data. */
export interface SampleNode {
  readonly kind: 'sample';
}

/** A deployed server: listed in this editor, found through its stack, or both. */
export interface ServerNode {
  readonly kind: 'server';
  /** Stays the same while the server is listed, whatever happens to its stack. */
  readonly id: string;
  readonly label: string;
  readonly region: string;
  /** As it is listed in this editor; undefined where only its stack is known. */
  readonly known: KnownServer | undefined;
  /** Its stack; undefined where none was found with the credentials in use. */
  readonly deployment: Deployment | undefined;
}

/** Why no deployments could be looked for. */
export interface ProblemNode {
  readonly kind: 'problem';
  /** One sentence. */
  readonly problem: string;
  /** One sentence: what to do. */
  readonly remedy: string;
}

/** What the account holds, as far as the credentials in use show it. */
export interface Discovery {
  readonly deployments: readonly Deployment[];
  readonly problem: ProblemNode | undefined;
}

export type ListedNode = SampleNode | ServerNode | ProblemNode;

/** The list: sample data first, then the servers of this editor in their order, then stacks that it does not list yet. */
export function listServers(
  sampleIsOn: boolean,
  known: readonly KnownServer[],
  deployments: readonly Deployment[],
): readonly (SampleNode | ServerNode)[] {
  const servers = known.map((server): ServerNode => {
    const deployment = deployments.find(({ endpoint }) => isSameEndpoint(endpoint, server.endpoint));
    const { label, region } = server;
    return { kind: 'server', id: `known:${label}`, label, region, known: server, deployment };
  });
  const listed = new Set(servers.map(({ deployment }) => deployment));
  const others = deployments
    .filter((deployment) => !listed.has(deployment))
    .map((deployment): ServerNode => {
      const { stackName, stackId, region } = deployment;
      return { kind: 'server', id: `stack:${stackId}`, label: stackName, region, known: undefined, deployment };
    });
  return [...(sampleIsOn ? [{ kind: 'sample' } as const] : []), ...servers, ...others];
}

/** Words for the `when` clauses of the manifest's menus: what can be done with the server. */
export function contextOf(node: ListedNode): string {
  if (node.kind !== 'server') return node.kind;
  const { known, deployment } = node;
  const words = [
    known === undefined ? 'unlisted' : 'listed',
    ...(deployment === undefined ? [] : ['stack']),
    ...(deployment?.endpoint === undefined ? [] : ['endpoint']),
  ];
  return ['server', ...words].join(' ');
}

/** Whether both are addresses of the same server, with or without `/mcp`. */
export function isSameEndpoint(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const [left, right] = [readEndpoint(one), readEndpoint(other)];
  return left.ok && right.ok && left.endpoint.url.href === right.endpoint.url.href;
}
