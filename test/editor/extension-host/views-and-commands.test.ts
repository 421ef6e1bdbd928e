import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

const DEPLOY_PANEL = 'caseInsights.deploy';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

describe('what the manifest contributes', () => {
  it('are commands that are all registered once the extension runs', async () => {
    await extension().activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const contributed = manifest().contributes.commands.map(({ command }) => command);
    assert.ok(contributed.length > 10);
    assert.deepEqual(
      contributed.filter((command) => !registered.has(command)),
      [],
    );
  });

  it('are views that open, each when it is asked for', async () => {
    const views = Object.values(manifest().contributes.views).flat();
    assert.ok(views.length >= 3);
    for (const { id } of views) await vscode.commands.executeCommand(`${id}.focus`);
  });
});

describe('the page of deployments', () => {
  it('opens in one tab, however often it is asked for', async () => {
    // The command ends once somebody has chosen credentials, which nobody does here.
    void vscode.commands.executeCommand('caseInsights.deploy');
    await eventually(() => tabs().length === 1);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    void vscode.commands.executeCommand('caseInsights.deploy');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await eventually(() => tabs().length === 1 && tabs()[0]?.isActive === true);
    assert.equal(tabs()[0]?.label, 'Deploy Case Insights MCP');
  });

  it('is there again after it was closed', async () => {
    await vscode.window.tabGroups.close(tabs());
    await eventually(() => tabs().length === 0);
    void vscode.commands.executeCommand('caseInsights.deploy');
    await eventually(() => tabs().length === 1);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.window.tabGroups.close(tabs());
  });
});

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('case-insights.case-insights-mcp');
  assert.ok(found, 'the extension is not installed');
  return found;
}

/** As the editor read it, its texts replaced. */
function manifest(): Manifest {
  return extension().packageJSON as Manifest;
}

function tabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs: all }) => all)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(DEPLOY_PANEL));
}

/** Waits until the condition holds; Mocha ends a test that waits in vain. */
async function eventually(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 100));
}
