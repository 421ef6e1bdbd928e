import type { Cancellations } from '#core/ports/cancellations.ts';

/** Within one process: whoever cancels a call and whoever runs it share its memory. */
export function localCancellations(): Cancellations {
  const watched = new Map<string, Set<() => void>>();
  return {
    cancel(callId) {
      for (const onCancelled of watched.get(callId) ?? []) onCancelled();
      watched.delete(callId);
      return Promise.resolve();
    },
    watch(callId, onCancelled) {
      const watchers = watched.get(callId) ?? new Set();
      watched.set(callId, watchers.add(onCancelled));
      return () => {
        watchers.delete(onCancelled);
        if (watchers.size === 0) watched.delete(callId);
      };
    },
  };
}
