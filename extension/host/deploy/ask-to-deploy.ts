import type { ChangeSet } from '../../aws/deploy/change-set.ts';
import type { Account } from './account.ts';
import type { Person, Translate } from './ports.ts';

/** Asks for confirmation, naming account, region, stack, and what would be replaced, removed or allowed. */
export function askToDeploy(
  { stackName, type, summary }: ChangeSet,
  { account, region, label }: Account,
  person: Person,
  t: Translate,
): Promise<boolean> {
  const { counts, permissions } = summary;
  const broad = permissions.filter((one) => one.broad).length;
  const lines = [
    t('Account {0}, region {1}, as {2}.', account, region, label),
    t('Resources to add: {0}, to change: {1}.', counts.add, counts.change),
    t(
      'To replace: {0}, to replace possibly: {1}, to remove: {2}.',
      counts.replace,
      counts['may-replace'],
      counts.remove,
    ),
    ...(permissions.length > 0 ? [t('New permissions: {0}, of which broad: {1}.', permissions.length, broad)] : []),
  ];
  return person.confirm({
    message: type === 'CREATE' ? t('Deploy {0}?', stackName) : t('Update {0}?', stackName),
    detail: lines.join('\n'),
    yes: type === 'CREATE' ? t('Deploy') : t('Update'),
  });
}
