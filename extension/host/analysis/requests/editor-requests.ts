import { chatQuestion } from '../chat-question.ts';
import { ACTION_COMMANDS } from '../server/problem.ts';
import type { RequestContext, Handlers } from './handlers.ts';

/** Requests that other parts of the editor carry out. */
export function editorRequests({
  editor,
  targets,
  draft,
  runs,
  notice,
}: RequestContext): Handlers<'copy' | 'askInChat' | 'openInEditor' | 'openSetting' | 'act'> {
  const { l10n } = editor;
  return {
    copy: ({ text }) => void editor.copy(text),
    askInChat: ({ run: id }) => {
      const run = id === undefined ? undefined : runs.find(id)?.run;
      void editor.openChat(chatQuestion(run?.target ?? targets.chosen(), run?.asked ?? draft.asked(), l10n));
    },
    openInEditor: () => editor.openInEditor(),
    openSetting: ({ setting }) => void editor.openSetting(setting),
    act: ({ id }) => {
      const command = ACTION_COMMANDS[id];
      if (command === undefined) return;
      void editor.runCommand(command).then((found) => {
        if (!found) notice('info', l10n.t('Sign in to AWS in a terminal, then try again.'));
      });
    },
  };
}
