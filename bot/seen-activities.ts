/** How many activities are remembered; Teams repeats one within a minute, so a busy bot needs a few thousand. */
const remembered = 5000;

/**
 * True the first time an activity is seen. Teams sends an activity again after 15 s with the same id; answering it
 * twice would show everything twice.
 */
export function createSeenActivities(): (conversationId: string, activityId: string) => boolean {
  const seen = new Set<string>();
  return (conversationId, activityId) => {
    const key = `${conversationId}\n${activityId}`;
    if (seen.has(key)) return false;
    seen.add(key);
    const [oldest] = seen;
    if (seen.size > remembered && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
