/** Mounts the center and takes it away again; nothing of it may stay. */
import { registerAdapter } from 'helpdock';
import 'helpdock/define/center';
import { createBenchAdapter } from './adapter.ts';
import { painted } from './clock.ts';
import { deepFind } from './deep.ts';

declare global {
  interface Window {
    /** Resolves when the center was shown with its list and is gone again. */
    mountAndRemove: () => Promise<void>;
  }
}

registerAdapter('bench', () => createBenchAdapter(15));

window.mountAndRemove = async () => {
  const center = document.createElement('support-center');
  center.adapter = 'bench';
  document.body.append(center);
  await painted(() => deepFind(center, '[part~="row"]') !== undefined);
  center.remove();
  await painted(() => !center.isConnected);
};
