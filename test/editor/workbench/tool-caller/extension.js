// Another extension than ours: it asks for a tool and its input, calls it through the editor as a chat does, and writes
// what came back into the workspace. And it offers a language model, as the extensions of model vendors do.
const { writeFileSync } = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('caseInsightsTests.callTool', callTool),
    vscode.lm.registerLanguageModelChatProvider('case-insights-tests', MODEL_PROVIDER),
  );
}

/** A model that says how much it was given to read, word by word. */
const MODEL_PROVIDER = {
  provideLanguageModelChatInformation: () => [
    {
      id: 'reader',
      name: 'Reader',
      family: 'reader',
      version: '1',
      maxInputTokens: 100_000,
      maxOutputTokens: 4_000,
      capabilities: {},
    },
  ],
  async provideLanguageModelChatResponse(_model, messages, _options, progress) {
    const given = messages.flatMap(({ content }) => content.map((part) => part.value ?? '')).join('');
    const words = `A model of the editor read ${given.length} characters.`.split(/(?<= )/);
    for (const word of words) progress.report(new vscode.LanguageModelTextPart(word));
  },
  provideTokenCount: async (_model, text) => Math.ceil(String(text.content ?? text).length / 4),
};

async function callTool() {
  const line = await vscode.window.showInputBox({
    prompt: 'A line of JSON: answer file, tool and input',
    // A page of the editor may be given the focus back only now.
    ignoreFocusOut: true,
  });
  if (line === undefined) return;
  const { answer, tool, input } = JSON.parse(line);
  const [folder] = vscode.workspace.workspaceFolders;
  writeFileSync(path.join(folder.uri.fsPath, answer), JSON.stringify(await outcome(tool, input)));
}

async function outcome(tool, input) {
  const found = vscode.lm.tools.find(({ name }) => name.endsWith(`_${tool}`));
  if (found === undefined) return { missing: true };
  try {
    const { content } = await vscode.lm.invokeTool(found.name, { input, toolInvocationToken: undefined });
    return { text: content.map((part) => part.value ?? '').join('') };
  } catch (thrown) {
    return { failure: String(thrown) };
  }
}

module.exports = { activate };
