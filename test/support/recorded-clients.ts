import type { AwsClients } from '../../extension/aws/clients.ts';

/** A call as the SDK is about to send it. */
export interface RecordedCall {
  /** Service and operation: `S3.HeadBucket`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The same clients, which note down every call in `calls`. */
export function recordCalls(clients: AwsClients, calls: RecordedCall[]): AwsClients {
  const recorded = <C extends Recordable>(make: () => Promise<C>) => {
    let made: Promise<C> | undefined;
    return () => (made ??= make().then((client) => record(client, calls)));
  };
  return {
    apiGateway: recorded(clients.apiGateway),
    athena: recorded(clients.athena),
    bedrock: recorded(clients.bedrock),
    cloudFormation: recorded(clients.cloudFormation),
    cloudWatchLogs: recorded(clients.cloudWatchLogs),
    iam: recorded(clients.iam),
    s3: recorded(clients.s3),
    serviceQuotas: recorded(clients.serviceQuotas),
    sts: recorded(clients.sts),
  };
}

interface Recordable {
  readonly middlewareStack: {
    add(middleware: Middleware, options: { readonly step: 'initialize'; readonly name: string }): void;
  };
}

type Middleware = <Args extends { readonly input: object }, Result>(
  next: (args: Args) => Promise<Result>,
  context: { readonly clientName?: string; readonly commandName?: string },
) => (args: Args) => Promise<Result>;

function record<C extends Recordable>(client: C, calls: RecordedCall[]): C {
  client.middlewareStack.add(
    (next, { clientName = '', commandName = '' }) =>
      (args) => {
        const operation = `${clientName.replace(/Client$/, '')}.${commandName.replace(/Command$/, '')}`;
        calls.push({ operation, input: { ...args.input } });
        return next(args);
      },
    { step: 'initialize', name: 'recordCalls' },
  );
  return client;
}
