/** What a start has opened so far; closed in reverse order, whether the start succeeded or broke off half-way. */
export class Opened {
  private readonly closings: (() => Promise<void>)[] = [];

  /** Remembers how to close what was just opened, and gives it back. */
  add<T>(opened: T, close: (opened: T) => Promise<void>): T {
    this.closings.push(() => close(opened));
    return opened;
  }

  async close(): Promise<void> {
    for (;;) {
      const close = this.closings.pop();
      if (close === undefined) return;
      await close();
    }
  }
}
