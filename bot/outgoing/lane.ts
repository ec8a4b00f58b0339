import type { Clock } from '../../services/clock';
import type { Pause } from '../../services/graph/deadline';
import type { Effort } from './effort';
import { fateOf, NotSent } from './fate';
import type { OutgoingMeter } from './meter';
import { pauseBeforeRepeat, retryAfterMs, type Verb } from './repetition';
import { createSendWindows, type SendLimit, type SendWindows } from './send-limits';

/** A call that changes a conversation. `T` is Teams' answer. */
export interface OutgoingCall<T> {
  readonly verb: Verb;
  /** The message that an edit is about: of several edits that wait, only the last one is sent. */
  readonly edits?: string;
  readonly effort: Effort;
  send(): Promise<T>;
}

export interface LaneOptions {
  readonly clock: Clock;
  readonly limits: readonly SendLimit[];
  readonly pause: Pause;
  /** In [0, 1), for jitter. */
  readonly random: () => number;
  readonly meter: OutgoingMeter;
}

interface Caller<T> {
  resolve(answer: T): void;
  reject(error: unknown): void;
}

interface Waiting<T> {
  readonly call: OutgoingCall<T>;
  /** Several when edits were merged. */
  readonly callers: readonly Caller<T>[];
  /** When its callers give up waiting. */
  readonly deadline: number;
  readonly notBefore: number;
  readonly tries: number;
  readonly lastError?: unknown;
}

const never = new AbortController().signal;

/** The calls to one conversation: one at a time, in the order they came, within the limits. */
export class Lane<T> {
  private waiting: Waiting<T>[] = [];
  private readonly windows: SendWindows;
  /** Teams asked for silence until then. */
  private silentUntil = 0;
  private isRunning = false;

  constructor(private readonly options: LaneOptions) {
    this.windows = createSendWindows(options.limits);
  }

  get isIdle(): boolean {
    return !this.isRunning;
  }

  /** Rejects with the SDK's error, or with `NotSent` when its time was up before it could go. */
  add(call: OutgoingCall<T>): Promise<T> {
    const now = this.options.clock.now();
    const deadline = now + call.effort.patienceMs;
    if (this.silentUntil > deadline) return Promise.reject(new NotSent(this.silentUntil - now));
    return new Promise((resolve, reject) => {
      this.join({ call, callers: [{ resolve, reject }], deadline, notBefore: 0, tries: 0 });
      if (!this.isRunning) void this.run();
    });
  }

  private join(later: Waiting<T>): void {
    const { edits } = later.call;
    const at = this.waiting.findIndex(({ call }) => edits !== undefined && call.edits === edits);
    const earlier = this.waiting[at];
    if (earlier === undefined) this.waiting.push(later);
    else this.waiting[at] = this.merge(earlier, later);
  }

  private merge(earlier: Waiting<T>, later: Waiting<T>): Waiting<T> {
    this.options.meter.count('merged');
    const { notBefore, tries } = earlier;
    return { ...later, callers: [...earlier.callers, ...later.callers], notBefore, tries };
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    for (;;) {
      const now = this.options.clock.now();
      const [first] = this.waiting;
      if (first === undefined) break;
      const waitMs = Math.max(this.windows.waitMs(now), this.silentUntil - now, first.notBefore - now);
      this.dismiss(now, Math.max(0, waitMs));
      if (this.waiting[0] !== first) continue;
      if (waitMs > 0) {
        await this.options.pause(waitMs, first.call.effort.signal ?? never).catch(() => undefined);
      } else {
        this.waiting.shift();
        await this.attempt(first);
      }
    }
    this.isRunning = false;
  }

  /** Whoever would have to wait beyond its deadline is told now. */
  private dismiss(now: number, waitMs: number): void {
    const isLost = ({ deadline, call }: Waiting<T>) =>
      now + waitMs > deadline || call.effort.signal?.aborted === true;
    const lost = this.waiting.filter(isLost);
    if (lost.length === 0) return;
    this.waiting = this.waiting.filter((each) => !isLost(each));
    for (const { callers, lastError } of lost) reject(callers, lastError ?? new NotSent(waitMs));
  }

  private async attempt(current: Waiting<T>): Promise<void> {
    const { call, callers } = current;
    try {
      await call.effort.beforeTry?.();
    } catch (error) {
      reject(callers, error);
      return;
    }
    try {
      const answer = await call.send();
      this.options.meter.count('taken');
      for (const caller of callers) caller.resolve(answer);
    } catch (error) {
      this.failed(current, error);
    } finally {
      // Teams counted the call some time before it answered: from the answer on, the limits hold on its side too.
      this.windows.record(this.options.clock.now());
    }
  }

  private failed(current: Waiting<T>, error: unknown): void {
    const { clock, random, meter } = this.options;
    const { call, callers, deadline } = current;
    const now = clock.now();
    const fate = fateOf(error, now);
    meter.count(fate.type);
    this.silentUntil = Math.max(this.silentUntil, now + retryAfterMs(fate));
    const tries = current.tries + 1;
    const pauseMs = tries < call.effort.tries ? pauseBeforeRepeat(call.verb, fate, tries, random) : undefined;
    if (pauseMs === undefined || now + pauseMs > deadline) {
      reject(callers, error);
      return;
    }
    this.putBack({ ...current, tries, notBefore: now + pauseMs, lastError: error });
  }

  /** A newer edit of the same message goes in its place. */
  private putBack(current: Waiting<T>): void {
    const { edits } = current.call;
    const at = this.waiting.findIndex(({ call }) => edits !== undefined && call.edits === edits);
    const later = this.waiting[at];
    if (later !== undefined) this.waiting.splice(at, 1);
    this.waiting.unshift(later === undefined ? current : this.merge(current, later));
  }
}

function reject<T>(callers: readonly Caller<T>[], error: unknown): void {
  for (const caller of callers) caller.reject(error);
}
