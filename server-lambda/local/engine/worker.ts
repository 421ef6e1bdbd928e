import { parentPort } from 'node:worker_threads';
import { openCaseDatabase, findWasm, type CaseDatabase } from './database.ts';
import { loadCases, UnusableSource } from './load/load-cases.ts';
import type { Interrupt, WorkerReply, WorkerRequest } from './worker-messages.ts';

// The engine's own thread: the bundle blocks while it computes and installs process-wide handlers, so it is kept
// apart, where it can be terminated at any time.
const port = parentPort;
if (port === null) throw new Error('engine-worker.js runs as a worker thread only');

let database: CaseDatabase | undefined;

port.on('message', (request: WorkerRequest | Interrupt) => {
  if (request.kind === 'interrupt') {
    database?.interrupt();
    return;
  }
  void answer(request).then((reply) => port.postMessage(reply));
});

async function answer(request: WorkerRequest): Promise<WorkerReply> {
  try {
    switch (request.kind) {
      case 'load': {
        const opened = await openCaseDatabase(findWasm(__dirname), request.database);
        const report = await loadCases(request.source, (ipcStream) => opened.insert(ipcStream));
        opened.lock();
        database = opened;
        return { kind: 'loaded', report };
      }
      case 'query':
        if (database === undefined) throw new Error('asked before loading');
        return await database.query(request.candidates, request.values, request.maxRows);
    }
  } catch (error) {
    if (error instanceof UnusableSource) return { kind: 'unusable', message: error.message, remedy: error.remedy };
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
