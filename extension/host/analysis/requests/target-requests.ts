import type { RequestContext, Handlers } from './handlers.ts';

/** Requests about the target and the model. */
export function targetRequests({
  editor,
  targets,
  models,
  chooseTarget,
  readAgain,
}: RequestContext): Handlers<'chooseTarget' | 'openFolder' | 'connectServer' | 'refresh' | 'chooseModel'> {
  return {
    chooseTarget: ({ target }) => chooseTarget(target),
    openFolder: () =>
      void editor.askFolder().then((folder) => {
        if (folder === undefined) return;
        targets.addFolder(folder);
        chooseTarget(targets.all().find(({ kind }) => kind === 'folder')?.id ?? '');
      }),
    connectServer: () => void editor.runCommand('caseInsights.connectExisting'),
    refresh: () => void targets.connection(targets.chosen().id).close().then(readAgain),
    chooseModel: ({ model }) => void models.choose(model),
  };
}
