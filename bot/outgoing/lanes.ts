import { Lane, type LaneOptions } from './lane';

/** More conversations than a busy bot has within an hour. */
const mostLanes = 2000;

/** A lane for each conversation; the one unused for longest is forgotten first, and with it what it had counted. */
export class Lanes<T> {
  private readonly lanes = new Map<string, Lane<T>>();

  constructor(
    private readonly options: LaneOptions,
    private readonly most = mostLanes,
  ) {}

  of(conversationId: string): Lane<T> {
    const lane = this.lanes.get(conversationId) ?? new Lane<T>(this.options);
    this.lanes.delete(conversationId);
    this.lanes.set(conversationId, lane);
    if (this.lanes.size > this.most) this.forgetOneExcept(conversationId);
    return lane;
  }

  private forgetOneExcept(inUse: string): void {
    for (const [id, lane] of this.lanes) {
      if (!lane.isIdle || id === inUse) continue;
      this.lanes.delete(id);
      return;
    }
  }
}
