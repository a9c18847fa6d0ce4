import { Response } from 'express';

/** Aborts when the answer is through or the one who asked has gone. */
export function signalOfClose(res: Response): AbortSignal {
  const closed = new AbortController();
  res.on('close', () => closed.abort());
  return closed.signal;
}
