import type { CaptureJob } from '../contract/epcis-capture.ts';
import type { CaptureEntity } from './capture.entity.ts';

const validation = { type: 'epcisException:ValidationException', title: 'An event was not captured', status: 400 };
const failure = { type: 'epcisException:ImplementationException', title: 'The capture failed', status: 500 };

/** A capture as the standard describes one. */
export function describeCapture(capture: CaptureEntity): CaptureJob {
  const { id, behaviour, state, events, stored, problems, error } = capture;
  const errors = problems.map(({ path, reason }) => ({ ...validation, detail: reason, instance: path }));
  if (errors.length === 0 && error !== null) errors.push({ ...failure, detail: error, instance: '' });
  return {
    captureID: id,
    createdAt: capture.createdAt.toISOString(),
    ...(capture.finishedAt === null ? {} : { finishedAt: capture.finishedAt.toISOString() }),
    running: state === 'queued' || state === 'running',
    success: errors.length === 0,
    captureErrorBehaviour: behaviour,
    errors,
    events,
    stored,
  };
}
