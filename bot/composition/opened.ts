import { describeError } from '../../services/redaction';
import type { Log } from '../../services/log';

/** What a start has opened so far; closed in reverse order, whether the start succeeded or broke off half-way. */
export class Opened {
  private readonly closings: (() => Promise<void>)[] = [];

  constructor(readonly log: Log) {}

  /** Remembers how to close what was just opened, and gives it back. */
  add<T>(opened: T, close: (opened: T) => Promise<void>): T {
    this.closings.push(() => close(opened));
    return opened;
  }

  /** Never rejects: what cannot be closed does not keep the rest open. */
  async close(): Promise<void> {
    const begun = performance.now();
    for (let close = this.closings.pop(); close !== undefined; close = this.closings.pop()) {
      await close().catch((error: unknown) => {
        this.log.warn({ err: describeError(error) }, 'not closed');
      });
    }
    this.log.info({ ms: Math.round(performance.now() - begun) }, 'stopped');
  }
}
