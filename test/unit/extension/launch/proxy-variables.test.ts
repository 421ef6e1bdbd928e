import { afterEach, describe, expect, it, vi } from 'vitest';
import { proxyFor } from '../../../../extension/aws/proxy.ts';
import { proxyVariables } from '../../../../extension/host/launch/proxy-variables.ts';

const API = new URL('https://abc123.execute-api.eu-west-1.amazonaws.com/v1/mcp');

describe("the editor's proxy", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  /** Where the bridge goes in a process whose environment has these variables over the editor's own. */
  function wayOf(inherited: Record<string, string>, set: Readonly<Record<string, string>>) {
    for (const [name, value] of Object.entries({ ...inherited, ...set })) vi.stubEnv(name, value);
    return proxyFor(API);
  }

  it.each([{}, { https_proxy: 'http://old:1' }, { HTTPS_PROXY: 'http://old:1', NO_PROXY: '*' }])(
    "is the bridge's, whatever the environment says: %o",
    async (inherited) => {
      const set = proxyVariables({ proxy: ' http://proxy.example:3128 ', noProxy: ['localhost', 'intern.example'] });
      expect((await wayOf(inherited, set))?.host).toBe('proxy.example:3128');
    },
  );

  it('is passed by where the editor passes it by', async () => {
    const set = proxyVariables({ proxy: 'http://proxy.example:3128', noProxy: ['.amazonaws.com'] });
    expect(await wayOf({}, set)).toBeUndefined();
  });

  it.each([
    { proxy: '', noProxy: [] },
    { proxy: undefined, noProxy: undefined },
  ])("leaves the environment's where none is set: %o", async (settings) => {
    expect(proxyVariables(settings)).toEqual({});
    expect((await wayOf({ https_proxy: 'http://old:1' }, proxyVariables(settings)))?.host).toBe('old:1');
  });
});
