import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CloudFormationClient, type StackEvent } from '@aws-sdk/client-cloudformation';
import { CREDENTIALS } from './aws-credentials.ts';
import { requestListener } from './request-listener.ts';
import { eventsOf, STACK_ID, STACK_NAME } from './stack-scripts.ts';

export interface CloudFormationCall {
  readonly action: string;
  /** The form's fields, flat as they are sent: `Parameters.member.1.ParameterKey`. */
  readonly values: Readonly<Record<string, string>>;
}

type Fault = { readonly status: number; readonly code: string; readonly message: string } | 'disconnect';

/** Requests that begin an operation. */
type Begins = 'ExecuteChangeSet' | 'CancelUpdateStack' | 'ContinueUpdateRollback' | 'RollbackStack' | 'DeleteStack';

export interface ScriptedStack {
  id: string;
  name: string;
  status: string;
  reason?: string;
  protected: boolean;
  changeSetId?: string;
  parameters: Record<string, string>;
  outputs: Record<string, string>;
  tags: Record<string, string>;
  /** Resources by logical id, with their type. */
  resources: Record<string, string>;
}

export interface ScriptedChangeSet {
  /** Describes that find it still being made. */
  pending: number;
  status: 'CREATE_COMPLETE' | 'FAILED';
  reason: string;
  execution: string;
  /** As DescribeChangeSet answers them, in pages of two. */
  changes: readonly object[];
  /** What DescribeEvents answers for it. */
  findings: readonly object[];
}

export interface CloudFormationEndpoint {
  readonly url: string;
  /** The SDK's own client, pointed here; it tries each request once. */
  readonly client: CloudFormationClient;
  readonly calls: readonly CloudFormationCall[];
  readonly stacks: ScriptedStack[];
  /** What the next change set turns out to be. */
  nextChangeSet: ScriptedChangeSet;
  /** Events carry the time at which somebody hears of them, instead of that in the script. */
  live: boolean;
  /** `{Name, Value, ExportingStackId}` each, in pages of two. */
  exports: readonly object[];
  /** Lets a stack stand, without an event so far. */
  stand(stack: Partial<ScriptedStack>): ScriptedStack;
  /** The next request of this kind lets these events happen, one at a time: one whenever somebody asks for events. */
  play(request: Begins, lines: string): void;
  /** Lets events happen as if somebody else had asked for it. */
  happen(lines: string, token?: string): void;
  /** So many requests of this action fail, the next ones. */
  fail(action: string, fault: Fault, times?: number): void;
  close(): Promise<void>;
}

/**
 * Speaks CloudFormation's query protocol on this machine; what happens to stacks follows scripts. Only requests with
 * this key are answered.
 */
export async function startCloudFormationEndpoint(credentials = CREDENTIALS): Promise<CloudFormationEndpoint> {
  const calls: CloudFormationCall[] = [];
  const faults: { action: string; fault: Fault }[] = [];
  const plays: { request: Begins; lines: string }[] = [];
  const changeSets = new Map<string, ScriptedChangeSet & { stackId: string }>();
  /** Oldest first. */
  const happened: StackEvent[] = [];
  const coming: StackEvent[] = [];

  const find = (nameOrId: string | undefined) =>
    endpoint.stacks.findLast(({ id }) => id === nameOrId) ??
    endpoint.stacks.findLast(({ name, status }) => name === nameOrId && status !== 'DELETE_COMPLETE');
  const known = (nameOrId: string | undefined) => {
    const stack = find(nameOrId);
    if (stack === undefined) throw new Refusal('ValidationError', `Stack with id ${nameOrId ?? ''} does not exist`);
    return stack;
  };

  function begin(request: Begins, stack: ScriptedStack, token: string | undefined): void {
    const at = plays.findIndex((play) => play.request === request);
    const [play] = at === -1 ? [] : plays.splice(at, 1);
    if (play === undefined) {
      if (request === 'DeleteStack') stack.status = 'DELETE_COMPLETE';
      return;
    }
    coming.length = 0;
    queue(play.lines, stack, token);
    // The stack is in its new state as soon as the request is accepted.
    while (coming.length > 0 && !/^(?!REVIEW).*_IN_PROGRESS$/.test(stack.status)) advance();
  }

  function queue(lines: string, stack: ScriptedStack, token: string | undefined): void {
    const from = happened.length + coming.length;
    const events = [...eventsOf({ lines }, token ?? '')].reverse();
    coming.push(
      ...events.map((event, index) => ({
        ...event,
        EventId: `event-${from + index}`,
        StackId: stack.id,
        StackName: stack.name,
        LogicalResourceId: event.LogicalResourceId === STACK_NAME ? stack.name : event.LogicalResourceId,
        PhysicalResourceId: event.PhysicalResourceId === STACK_ID ? stack.id : event.PhysicalResourceId,
        // After everything that has happened so far.
        Timestamp: new Date((event.Timestamp?.getTime() ?? 0) + from * 1_000_000),
        ClientRequestToken: token,
      })),
    );
  }

  function advance(): void {
    const event = coming.shift();
    if (event === undefined) return;
    happened.push(endpoint.live ? { ...event, Timestamp: new Date() } : event);
    const stack = endpoint.stacks.find(({ id }) => id === event.PhysicalResourceId);
    if (stack !== undefined) stack.status = event.ResourceStatus ?? stack.status;
  }

  function answer(action: string, values: Readonly<Record<string, string>>): object {
    switch (action) {
      case 'DescribeStacks': {
        const named = values['StackName'];
        const stacks =
          named === undefined ? endpoint.stacks.filter(({ status }) => status !== 'DELETE_COMPLETE') : [known(named)];
        return page('Stacks', stacks.map(describe), values['NextToken']);
      }
      case 'DescribeStackEvents': {
        advance();
        const { id } = known(values['StackName']);
        return page('StackEvents', happened.filter(({ StackId }) => StackId === id).reverse(), values['NextToken']);
      }
      case 'CreateChangeSet':
        return create(values);
      case 'DescribeChangeSet': {
        const [id, changeSet] = changeSetOf(values['ChangeSetName']);
        const making = changeSet.pending-- > 0;
        return {
          ChangeSetName: id.split('/')[1],
          ChangeSetId: id,
          StackId: changeSet.stackId,
          Status: making ? 'CREATE_IN_PROGRESS' : changeSet.status,
          ...(!making && changeSet.reason !== '' && { StatusReason: changeSet.reason }),
          ExecutionStatus: making || changeSet.status === 'FAILED' ? 'UNAVAILABLE' : changeSet.execution,
          ...page('Changes', making ? [] : changeSet.changes, values['NextToken']),
        };
      }
      case 'ListChangeSets': {
        const { id } = known(values['StackName']);
        const rows = [...changeSets].flatMap(([ChangeSetId, { stackId, status, execution }], index) =>
          stackId === id
            ? [
                {
                  ChangeSetId,
                  ChangeSetName: ChangeSetId.split('/')[1],
                  Status: status,
                  ExecutionStatus: execution,
                  CreationTime: new Date(index * 1_000),
                },
              ]
            : [],
        );
        return page('Summaries', rows, values['NextToken']);
      }
      case 'DescribeEvents':
        return { OperationEvents: changeSetOf(values['ChangeSetName'])[1].findings };
      case 'ExecuteChangeSet': {
        const [id, changeSet] = changeSetOf(values['ChangeSetName']);
        if (changeSet.execution !== 'AVAILABLE') {
          throw new Refusal(
            'InvalidChangeSetStatus',
            `ChangeSet [${id}] cannot be executed in its current status of [${changeSet.execution}]`,
          );
        }
        changeSet.execution = 'EXECUTE_IN_PROGRESS';
        const stack = known(changeSet.stackId);
        stack.changeSetId = id;
        begin(action, stack, values['ClientRequestToken']);
        return {};
      }
      case 'DeleteChangeSet':
        changeSets.delete(changeSetOf(values['ChangeSetName'])[0]);
        return {};
      case 'CancelUpdateStack':
      case 'ContinueUpdateRollback':
      case 'RollbackStack':
      case 'DeleteStack': {
        const stack = known(values['StackName']);
        if (action === 'DeleteStack' && stack.protected) {
          throw new Refusal(
            'ValidationError',
            `Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`,
          );
        }
        begin(action, stack, values['ClientRequestToken']);
        return {};
      }
      case 'UpdateTerminationProtection': {
        const stack = known(values['StackName']);
        stack.protected = values['EnableTerminationProtection'] === 'true';
        return { StackId: stack.id };
      }
      case 'GetTemplateSummary': {
        const names = Object.keys(known(values['StackName']).parameters);
        return { Parameters: names.map((ParameterKey) => ({ ParameterKey })) };
      }
      case 'ListStackResources': {
        const rows = Object.entries(known(values['StackName']).resources).map(([LogicalResourceId, ResourceType]) => ({
          LogicalResourceId,
          ResourceType,
          PhysicalResourceId: `${LogicalResourceId}-1`,
          ResourceStatus: 'CREATE_COMPLETE',
          LastUpdatedTimestamp: new Date(0),
        }));
        return page('StackResourceSummaries', rows, values['NextToken']);
      }
      case 'ListExports':
        return page('Exports', endpoint.exports, values['NextToken']);
      default:
        throw new Refusal('InvalidAction', `Could not find operation ${action} for version 2010-05-15`);
    }
  }

  function changeSetOf(id: string | undefined) {
    const changeSet = changeSets.get(id ?? '');
    if (changeSet === undefined) throw new Refusal('ChangeSetNotFound', `ChangeSet [${id ?? ''}] does not exist`);
    return [id ?? '', changeSet] as const;
  }

  function create(values: Readonly<Record<string, string>>): object {
    const name = values['StackName'] ?? '';
    let stack = find(name);
    if (values['ChangeSetType'] === 'CREATE') {
      if (stack !== undefined && stack.status !== 'REVIEW_IN_PROGRESS') {
        throw new Refusal(
          'AlreadyExistsException',
          `Stack [${name}] already exists and cannot be created again with the changeSet [x].`,
        );
      }
      stack ??= endpoint.stand({ name, status: 'REVIEW_IN_PROGRESS' });
    }
    if (stack === undefined) throw new Refusal('ValidationError', `Stack [${name}] does not exist`);
    if (!Object.values(values).includes('CAPABILITY_NAMED_IAM')) {
      throw new Refusal('InsufficientCapabilitiesException', 'Requires capabilities : [CAPABILITY_NAMED_IAM]');
    }
    const id = `arn:aws:cloudformation:eu-central-1:111122223333:changeSet/${values['ChangeSetName'] ?? ''}/${changeSets.size}`;
    changeSets.set(id, { ...endpoint.nextChangeSet, stackId: stack.id });
    return { Id: id, StackId: stack.id };
  }

  const server = createServer(requestListener(respond));

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const values = Object.fromEntries(new URLSearchParams(await text(request)));
    const action = values['Action'] ?? '';
    calls.push({ action, values });
    const at = faults.findIndex((one) => one.action === action);
    const [scripted] = at === -1 ? [] : faults.splice(at, 1);
    if (scripted?.fault === 'disconnect') {
      response.destroy();
      return;
    }
    try {
      if (scripted !== undefined) throw new Refusal(scripted.fault.code, scripted.fault.message, scripted.fault.status);
      const signed = /Credential=(\w+)\/\d{8}\/[\w-]+\/cloudformation\/aws4_request/;
      if (signed.exec(request.headers.authorization ?? '')?.[1] !== credentials.accessKeyId) {
        throw new Refusal('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
      }
      send(response, 200, `${action}Response`, { [`${action}Result`]: answer(action, values), ...REQUEST });
    } catch (thrown) {
      const { code, message, status } =
        thrown instanceof Refusal ? thrown : new Refusal('InternalFailure', String(thrown), 500);
      send(response, status, 'ErrorResponse', {
        Error: { Type: 'Sender', Code: code, Message: message },
        RequestId: '1',
      });
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server's address is never a pipe's name.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new CloudFormationClient({
    endpoint: url,
    region: 'eu-central-1',
    credentials,
    maxAttempts: 1,
  });

  const endpoint: CloudFormationEndpoint = {
    url,
    client,
    calls,
    stacks: [],
    nextChangeSet: {
      pending: 1,
      status: 'CREATE_COMPLETE',
      reason: '',
      execution: 'AVAILABLE',
      changes: [],
      findings: [],
    },
    live: false,
    exports: [],
    stand(given) {
      const count = endpoint.stacks.length;
      const stack: ScriptedStack = {
        name: STACK_NAME,
        id: count === 0 ? STACK_ID : `${STACK_ID}${count}`,
        status: 'CREATE_COMPLETE',
        protected: false,
        parameters: {},
        outputs: {},
        tags: {},
        resources: {},
        ...given,
      };
      endpoint.stacks.push(stack);
      return stack;
    },
    play(request, lines) {
      plays.push({ request, lines });
    },
    happen(lines, token) {
      queue(lines, known(endpoint.stacks.at(-1)?.id), token);
    },
    fail(action, fault, times = 1) {
      for (let time = 0; time < times; time++) faults.push({ action, fault });
    },
    async close() {
      client.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return endpoint;
}

class Refusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const REQUEST = { ResponseMetadata: { RequestId: 'b9b4b068-3a41-11e5-94eb-example' } };

/** Pages are small here, so that there are some. */
function page(name: string, rows: readonly object[], token: string | undefined): object {
  const from = Number(token ?? 0);
  const most = 2;
  return {
    [name]: rows.slice(from, from + most),
    ...(from + most < rows.length && { NextToken: String(from + most) }),
  };
}

function describe(stack: ScriptedStack): object {
  return {
    StackId: stack.id,
    StackName: stack.name,
    StackStatus: stack.status,
    ...(stack.reason !== undefined && { StackStatusReason: stack.reason }),
    ...(stack.changeSetId !== undefined && { ChangeSetId: stack.changeSetId }),
    CreationTime: new Date(0),
    EnableTerminationProtection: stack.protected,
    Parameters: Object.entries(stack.parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    Outputs: Object.entries(stack.outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
    Tags: Object.entries(stack.tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

function send(response: ServerResponse, status: number, root: string, content: object): void {
  const body = `<${root} xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">${xml(content)}</${root}>`;
  response.writeHead(status, { 'content-type': 'text/xml', connection: 'close' }).end(body);
}

function xml(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((one) => `<member>${xml(one)}</member>`).join('');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => `<${name}>${xml(inner)}</${name}>`)
      .join('');
  }
  return String(value).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
