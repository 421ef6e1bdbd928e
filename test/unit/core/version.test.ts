import { describe, expect, it } from 'vitest';
import { SERVER_NAME, VERSION } from '#core/contract/version.ts';
import manifest from '../../../package.json' with { type: 'json' };

describe('the version', () => {
  it("is the package's, everywhere", () => {
    expect({ name: SERVER_NAME, version: VERSION }).toEqual({ name: manifest.name, version: manifest.version });
  });
});
