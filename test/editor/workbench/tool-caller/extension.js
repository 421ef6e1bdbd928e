// Another extension than ours: it asks for a tool and its input, calls it through the editor as a chat does, and writes
// what came back into the workspace.
const { writeFileSync } = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

function activate(context) {
  context.subscriptions.push(vscode.commands.registerCommand('caseInsightsTests.callTool', callTool));
}

async function callTool() {
  const line = await vscode.window.showInputBox({ prompt: 'A line of JSON: answer file, tool and input' });
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
