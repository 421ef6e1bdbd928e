import { afterAll, expect, it } from 'vitest';
import '../../../server-lambda/local/engine/no-network.ts';

afterAll(() => {
  Reflect.deleteProperty(globalThis, 'XMLHttpRequest');
});

it('every request of the engine is answered at once, and with nothing', () => {
  // The module puts it there for a program that knows browsers alone.
  const { XMLHttpRequest: Request } = globalThis as unknown as {
    readonly XMLHttpRequest: new () => Readonly<Record<string, unknown>> & { open(): void; send(): void };
  };
  const request = new Request();
  request.open();
  request.send();
  expect(request).toMatchObject({ readyState: 4, status: 404, responseText: '' });
  expect((request['response'] as ArrayBuffer).byteLength).toBe(0);
});
