import path from 'node:path';
import { awsClients } from '../../extension/aws/clients.ts';
import { readDeployable } from '../../extension/aws/deploy/deployable.ts';
import type { Time } from '../../extension/aws/deploy/time.ts';
import type { DeployPorts, Remembered, ServerAddress } from '../../extension/host/deploy/ports.ts';
import { deploySession, type DeploySession } from '../../extension/host/deploy/session.ts';
import { fitted } from '../../extension/protocol/bounds.ts';
import { deployContract, type DeployState } from '../../extension/protocol/deploy.ts';
import type { AccountEndpoint } from './account-endpoint.ts';
import { CREDENTIALS } from './aws-credentials.ts';
import { REPOSITORY } from './case-folder.ts';
import type { CloudFormationEndpoint } from './cloudformation-endpoint.ts';

type KindOf<K extends DeployState['kind']> = Extract<DeployState, { kind: K }>;

/** Somebody in front of the page: what is shown, asked and said, and what is left on the machine. */
export interface DeployPerson {
  readonly session: DeploySession;
  readonly shown: readonly DeployState[];
  readonly asked: { readonly message: string; readonly detail: string }[];
  readonly said: readonly string[];
  /** What of it was said as something bad. */
  readonly failures: readonly string[];
  readonly opened: readonly { readonly name: string; readonly text: string }[];
  readonly ran: readonly string[];
  /** Servers that the editor lists, by their label. */
  readonly servers: Map<string, ServerAddress>;
  readonly memory: { value: Remembered | undefined };
  /** What the person says to questions. */
  agrees: boolean;
  /** What happens in the time that the person takes to think about it. */
  beforeAgreeing: () => void;
  /** The region that the person chooses when asked. */
  region: string;
  /** The page as it is, if it is of this kind. */
  state<K extends DeployState['kind']>(kind: K): KindOf<K>;
  /** Labels of the buttons that can be used. */
  buttons(): readonly string[];
}

/** The endpoints on this machine, or the clients of another AWS. */
export type DeployWorld = { readonly time: Time; readonly deployable?: DeployPorts['deployable'] } & (
  | { readonly aws: CloudFormationEndpoint; readonly account: AccountEndpoint }
  | { readonly clients: DeployPorts['clients'] }
);

/** A session in this world; every state that it shows is held against the protocol. Memory survives in `before`. */
export function startDeployPerson({ time, deployable, ...world }: DeployWorld, before?: DeployPerson): DeployPerson {
  const shown: DeployState[] = [];
  const asked: { message: string; detail: string }[] = [];
  const said: string[] = [];
  const failures: string[] = [];
  const opened: { name: string; text: string }[] = [];
  const ran: string[] = [];
  const servers = before?.servers ?? new Map<string, ServerAddress>();
  const memory = before?.memory ?? { value: undefined };
  let credentials = {
    label: 'profile ops',
    profile: 'ops',
    region: 'eu-central-1',
    source: () => Promise.resolve(CREDENTIALS),
  };
  const ports: DeployPorts = {
    t: (message, ...values) =>
      message.replaceAll(/\{(\d+)\}/g, (whole, index) => String(values[Number(index)] ?? whole)),
    show: (state) => {
      shown.push(deployContract.toView.parse(fitted(deployContract.toView, { kind: 'state', state })).state);
    },
    credentials: {
      current: () => Promise.resolve(credentials),
      ask: () => Promise.resolve(credentials),
      askRegion: () => {
        credentials = { ...credentials, region: person.region };
        return Promise.resolve();
      },
    },
    memory: {
      read: () => memory.value,
      write: (value) => {
        memory.value = value;
        return Promise.resolve();
      },
    },
    person: {
      confirm: ({ message, detail }) => {
        asked.push({ message, detail });
        person.beforeAgreeing();
        return Promise.resolve(person.agrees);
      },
      typeName: (name, detail) => {
        asked.push({ message: name, detail });
        return Promise.resolve(person.agrees);
      },
      notify: (message, how) => {
        said.push(message);
        if (how === 'bad') failures.push(message);
      },
    },
    editor: {
      openText: (name, text) => {
        opened.push({ name, text });
        return Promise.resolve();
      },
      openSource: () => Promise.resolve(),
      openUrl: () => Promise.resolve(),
      copy: () => Promise.resolve(),
      run: (command) => {
        ran.push(command);
        return Promise.resolve(true);
      },
    },
    servers: {
      labelOf: (endpoint) => [...servers].find(([, server]) => server.endpoint === endpoint)?.[0] ?? '',
      add: (server) => {
        const label = `Case Insights (${server.stackName})`;
        servers.set(label, server);
        return Promise.resolve(label);
      },
      remove: (label) => {
        servers.delete(label);
        return Promise.resolve();
      },
    },
    clients: (access) =>
      'clients' in world
        ? world.clients(access)
        : {
            ...awsClients({ ...access, endpoint: world.account.url }),
            cloudFormation: () => Promise.resolve(world.aws.client),
          },
    deployable: deployable ?? (() => readDeployable(path.join(REPOSITORY, 'dist'))),
    assetBucket: () => undefined,
    time,
  };
  const person: DeployPerson = {
    session: deploySession(ports),
    shown,
    asked,
    said,
    failures,
    opened,
    ran,
    servers,
    memory,
    agrees: true,
    beforeAgreeing: () => undefined,
    region: 'eu-central-1',
    state(kind) {
      const last = shown.at(-1);
      if (last?.kind !== kind) throw new Error(`the page is ${last?.kind ?? 'empty'}: ${JSON.stringify(last)}`);
      // Its kind was just looked at.
      return last as KindOf<typeof kind>;
    },
    buttons: () => (shown.at(-1)?.actions ?? []).filter(({ disabled }) => disabled === '').map(({ label }) => label),
  };
  return person;
}
