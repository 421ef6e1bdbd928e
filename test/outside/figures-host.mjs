// The page of a host, for the browser: it embeds the app in a sandboxed frame, and speaks to it through the host's side
// of the extension's own SDK.
import { AppBridge, PostMessageTransport } from '@modelcontextprotocol/ext-apps/app-bridge';

const { document } = globalThis;

/** Opens the app at `url` in a host with this context; done when the app has introduced itself. */
globalThis.openApp = async (url, context) => {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.style.cssText = 'border: 0; width: 100%; height: 150px; display: block';
  document.body.replaceChildren(frame);
  const bridge = new AppBridge(null, { name: 'test host', version: '1' }, {}, { hostContext: context });
  globalThis.sizes = [];
  bridge.onsizechange = (size) => {
    globalThis.sizes.push(size);
    frame.style.height = `${size.height}px`;
  };
  const initialized = new Promise((resolve) => (bridge.oninitialized = resolve));
  await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
  frame.src = url;
  await initialized;
  globalThis.bridge = bridge;
  return bridge.getAppVersion();
};
