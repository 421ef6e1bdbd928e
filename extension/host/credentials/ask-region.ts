import * as vscode from 'vscode';
import { askPick } from '../input/quick-input.ts';
import type { BACK } from '../input/run-steps.ts';

interface RegionQuestion {
  readonly title: string;
  readonly placeholder: string;
  readonly active?: string | undefined;
  /** The region in use, which is listed first and marked. */
  readonly current?: string | undefined;
  readonly step?: number;
  readonly totalSteps?: number;
  readonly canGoBack?: boolean;
}

/** Asks for a region by name or location; any other region can be typed. */
export async function askRegion(question: RegionQuestion): Promise<string | typeof BACK | undefined> {
  const { current, active = current } = question;
  const items = REGIONS.map(([label, description]) => ({ label, description }));
  if (active !== undefined && !items.some(({ label }) => label === active))
    items.unshift({ label: active, description: '' });
  for (const item of items) {
    if (item.label === current) item.description = vscode.l10n.t('{0} (used now)', item.description).trim();
  }
  const other = { label: vscode.l10n.t('$(edit) Another Region...'), description: '', isOther: true };
  const answer = await askPick<vscode.QuickPickItem>({
    step: undefined,
    totalSteps: undefined,
    canGoBack: false,
    ...question,
    items: [...items, other],
    active: items.find(({ label }) => label === active),
  });
  if (typeof answer !== 'object') return answer;
  if (answer.label !== other.label) return answer.label;
  const typed = await vscode.window.showInputBox({
    title: question.title,
    prompt: vscode.l10n.t('Name of the region'),
    placeHolder: 'us-east-1',
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^\s*[a-z]+(-[a-z]+)+-\d+\s*$/.test(text) ? undefined : vscode.l10n.t('Enter a region, such as us-east-1.'),
  });
  return typed?.trim();
}

/** The regions that have API Gateway, Athena and Bedrock, with AWS's names for their locations. */
const REGIONS: readonly (readonly [name: string, place: string])[] = [
  ['us-east-1', 'N. Virginia'],
  ['us-east-2', 'Ohio'],
  ['us-west-1', 'N. California'],
  ['us-west-2', 'Oregon'],
  ['eu-central-1', 'Frankfurt'],
  ['eu-central-2', 'Zurich'],
  ['eu-north-1', 'Stockholm'],
  ['eu-south-1', 'Milan'],
  ['eu-south-2', 'Spain'],
  ['eu-west-1', 'Ireland'],
  ['eu-west-2', 'London'],
  ['eu-west-3', 'Paris'],
  ['ap-east-1', 'Hong Kong'],
  ['ap-northeast-1', 'Tokyo'],
  ['ap-northeast-2', 'Seoul'],
  ['ap-northeast-3', 'Osaka'],
  ['ap-south-1', 'Mumbai'],
  ['ap-south-2', 'Hyderabad'],
  ['ap-southeast-1', 'Singapore'],
  ['ap-southeast-2', 'Sydney'],
  ['ap-southeast-3', 'Jakarta'],
  ['ap-southeast-4', 'Melbourne'],
  ['ap-southeast-5', 'Malaysia'],
  ['ap-southeast-7', 'Thailand'],
  ['af-south-1', 'Cape Town'],
  ['ca-central-1', 'Canada Central'],
  ['ca-west-1', 'Calgary'],
  ['il-central-1', 'Tel Aviv'],
  ['me-central-1', 'UAE'],
  ['me-south-1', 'Bahrain'],
  ['mx-central-1', 'Mexico Central'],
  ['sa-east-1', 'São Paulo'],
  ['us-gov-east-1', 'GovCloud, US-East'],
  ['us-gov-west-1', 'GovCloud, US-West'],
];
