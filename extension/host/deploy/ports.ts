import type { AwsAccess, AwsClients } from '../../aws/clients.ts';
import type { Deployable } from '../../aws/deploy/deployable.ts';
import type { Time } from '../../aws/deploy/time.ts';
import type { DeployState } from '../../protocol/deploy.ts';
import type { ChosenCredentials } from '../credentials/chosen.ts';

/** As `vscode.l10n.t`: the English text in the editor's language, with {0}, {1}... replaced. */
export type Translate = (message: string, ...values: (string | number)[]) => string;

/** The chosen credentials, and ways to ask the person for others. */
export interface CredentialChoice {
  readonly current: () => Promise<ChosenCredentials | undefined>;
  /** Undefined if the person gave up. */
  readonly ask: () => Promise<ChosenCredentials | undefined>;
  /** Asks for another region for the current credentials. */
  readonly askRegion: () => Promise<void>;
}

/** Everything that is stored about a deployment. The rest comes from CloudFormation. */
export interface Remembered {
  readonly stackName: string;
  readonly region: string;
  readonly profile: string | undefined;
  /** Its end was not announced yet. */
  readonly unfinished: boolean;
  /** Values for deploying it again once its remains are deleted. */
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

/** Questions and messages to the person, in the editor's own dialogs. */
export interface Person {
  readonly confirm: (question: Question) => Promise<boolean>;
  /** Asks the person to type the name to confirm; `detail` says what will happen. */
  readonly typeName: (name: string, detail: string) => Promise<boolean>;
  /** Shows a message, and runs the action of `then` that the person chooses. Does not wait. */
  readonly notify: (message: string, how: 'good' | 'bad', then: Readonly<Record<string, () => void>>) => void;
}

/** What the editor shows outside the page. */
export interface Editor {
  /** Opens a read-only tab; the extension of its name decides the language. */
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
  /** Lists the server under a new label, unless it is listed already. Resolves to the label. */
  readonly add: (server: ServerAddress) => Promise<string>;
  readonly remove: (label: string) => Promise<void>;
}

/** Everything that a deployment session needs from the editor and the machine. */
export interface DeployPorts {
  readonly t: Translate;
  readonly show: (state: DeployState) => void;
  readonly credentials: CredentialChoice;
  readonly memory: DeployMemory;
  readonly person: Person;
  readonly editor: Editor;
  readonly servers: ServerList;
  readonly clients: (access: AwsAccess) => AwsClients;
  /** What the build produced. Rejects with a CaseInsightsError if a part is missing. */
  readonly deployable: () => Promise<Deployable>;
  /** The bucket of the user's setting; undefined where there is none. */
  readonly assetBucket: () => string | undefined;
  readonly time: Time;
}
