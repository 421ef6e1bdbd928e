import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleServerLaunch } from '../../../../extension/host/launch/sample-server-launch.ts';

const installation = {
  execPath: path.resolve('/opt/editor/editor'),
  extensionPath: path.resolve('/home/ann/.vscode/extensions/case-insights.case-insights-mcp-1.2.3'),
  extensionVersion: '1.2.3',
  homeFolder: path.resolve('/home/ann'),
};

describe('the launch of the server on sample data', () => {
  it("runs the packaged program on the editor's own Node, by absolute paths", () => {
    const launch = sampleServerLaunch(installation);
    expect(launch.command).toBe(installation.execPath);
    expect(launch.args).toEqual([path.join(installation.extensionPath, 'dist', 'local.js')]);
    expect(launch.cwd).toBe(installation.homeFolder);
  });

  it("makes Electron behave as Node, without the editor's NODE_OPTIONS", () => {
    expect(sampleServerLaunch(installation).env).toEqual({ ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: null });
  });

  it("has a version that starts with the extension's and stays while nothing changes", () => {
    const { version } = sampleServerLaunch(installation);
    expect(version).toMatch(/^1\.2\.3\+[0-9a-f]{8}$/);
    expect(sampleServerLaunch({ ...installation }).version).toBe(version);
  });

  it.each(['execPath', 'extensionPath', 'extensionVersion'] as const)('has another version when %s changes', (key) => {
    const changed = { ...installation, [key]: `${installation[key]}-next` };
    expect(sampleServerLaunch(changed).version).not.toBe(sampleServerLaunch(installation).version);
  });
});
