import type { AwsAccess, AwsClients } from '../../aws/clients.ts';
import type { CredentialSource } from '../../aws/credentials.ts';
import type { Deployable } from '../../aws/deploy/deployable.ts';
import type { Time } from '../../aws/deploy/time.ts';
import type { DeployState } from '../../protocol/deploy.ts';

/** As `vscode.l10n.t`: the English text in the editor's language, with {0}, {1}... replaced. */
export type Translate = (message: string, ...values: (string | number)[]) => string;

export interface Credentials {
  /** For people: a profile's name, or where the credentials come from. */
  readonly label: string;
  /** Undefined for the environment and for pasted keys. */
  readonly profile: string | undefined;
  readonly region: string;
  readonly source: CredentialSource;
}

/** As whom and where AWS is called: what was chosen, and a person who is led to choose. */
export interface CredentialChoice {
  readonly current: () => Promise<Credentials | undefined>;
  /** Undefined: given up. */
  readonly ask: () => Promise<Credentials | undefined>;
  /** Has another region chosen for the current ones. */
  readonly askRegion: () => Promise<void>;
}

/** All that is kept of a deployment; everything else is asked of CloudFormation again. */
export interface Remembered {
  readonly stackName: string;
  readonly region: string;
  readonly profile: string | undefined;
  /** Its end was not announced yet. */
  readonly unfinished: boolean;
  /** Values to deploy it again with, once what is left of it is deleted. */
  readonly again?: Readonly<Record<string, string>>;
}

export interface DeployMemory {
  readonly read: () => Remembered | undefined;
  readonly write: (remembered: Remembered | undefined) => Promise<void>;
}

export interface Question {
  readonly message: string;
  readonly detail: string;
  /** The button that agrees. */
  readonly yes: string;
}

/** The person in front of the editor, asked in the editor's own ways. */
export interface Person {
  readonly confirm: (question: Question) => Promise<boolean>;
  /** Has the name typed; `detail` says what will happen. Resolves to whether it was. */
  readonly typeName: (name: string, detail: string) => Promise<boolean>;
  /** Says it, and runs what the person chooses of `then`; never waits for it. */
  readonly notify: (message: string, how: 'good' | 'bad', then: Readonly<Record<string, () => void>>) => void;
}

/** What the editor shows elsewhere than on the page. */
export interface Editor {
  /** A tab that cannot be edited; its name's ending says what it is. */
  readonly openText: (name: string, text: string) => Promise<void>;
  readonly openSource: () => Promise<void>;
  readonly openUrl: (url: string) => Promise<void>;
  readonly copy: (text: string) => Promise<void>;
  /** Runs a command, if there is one of this name. Resolves to whether there was. */
  readonly run: (command: string, ...values: string[]) => Promise<boolean>;
}

export interface ServerAddress {
  readonly endpoint: string;
  readonly stackName: string;
  readonly region: string;
  readonly profile: string | undefined;
}

/** The servers that this editor lists. */
export interface ServerList {
  /** Empty where the server is not listed. */
  readonly labelOf: (endpoint: string) => string;
  /** Lists the server under a label of its own, or the one that it has. Resolves to the label. */
  readonly add: (server: ServerAddress) => Promise<string>;
  readonly remove: (label: string) => Promise<void>;
}

/** Everything that a deployment's session needs of the editor and the machine. */
export interface DeployPorts {
  readonly t: Translate;
  readonly show: (state: DeployState) => void;
  readonly credentials: CredentialChoice;
  readonly memory: DeployMemory;
  readonly person: Person;
  readonly editor: Editor;
  readonly servers: ServerList;
  readonly clients: (access: AwsAccess) => AwsClients;
  /** What the build made; rejects with a CaseInsightsError where something of it is missing. */
  readonly deployable: () => Promise<Deployable>;
  /** The bucket of the user's setting; undefined where there is none. */
  readonly assetBucket: () => string | undefined;
  readonly time: Time;
}
