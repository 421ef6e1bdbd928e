import { parentPort, workerData } from 'node:worker_threads';
import { AnalysisFailure } from './analysis/analysis-failure.ts';
import { openCaseDatabase, findWasm, type CaseDatabase } from './database.ts';
import { SqlFailure } from './functions/implementation.ts';
import { loadCases, UnusableSource } from './load/load-cases.ts';
import type { WorkerReply, WorkerRequest, WorkerSettings } from './worker-messages.ts';

// The engine's own thread: the bundle blocks while it computes and installs process-wide handlers, so it is kept
// apart, where it can be terminated at any time.
const port = parentPort;
if (port === null) throw new Error('engine-worker.js runs as a worker thread only');

// What `startWorker` gives; Node's types know nothing of it.
const flag = new Int32Array((workerData as WorkerSettings).interrupt);
const interrupted = () => Atomics.load(flag, 0) !== 0;

let database: CaseDatabase | undefined;

port.on('message', (request: WorkerRequest) => {
  void answer(request).then((reply) => port.postMessage(reply));
});

async function answer(request: WorkerRequest): Promise<WorkerReply> {
  try {
    switch (request.kind) {
      case 'load': {
        const opened = await openCaseDatabase(findWasm(__dirname), request.database, interrupted);
        const report = await loadCases(request.source, (ipcStream) => opened.insert(ipcStream));
        opened.lock();
        database = opened;
        return { kind: 'loaded', report };
      }
      case 'query':
        if (database === undefined) throw new Error('asked before loading');
        return await database.query(request.plan, new Date(request.nowMs), request.maxRows);
    }
  } catch (error) {
    return replyTo(error);
  }
}

function replyTo(error: unknown): WorkerReply {
  if (error instanceof UnusableSource) return { kind: 'unusable', message: error.message, remedy: error.remedy };
  if (error instanceof SqlFailure) return { kind: 'refused', message: error.message };
  if (error instanceof AnalysisFailure) {
    const { message, at, remedy } = error;
    return { kind: 'refused', message, ...(at !== undefined && { at }), ...(remedy !== undefined && { remedy }) };
  }
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}
