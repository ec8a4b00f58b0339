/**
 * Why a Graph call gave no usable answer. `status` is the HTTP status, absent when no answer came;
 * `detail` is Graph's own sentence cleaned of internal addresses; the ids serve Microsoft support.
 * `incomplete`: Graph answered well, but the list is longer than one look-up may read, and the wanted row was not
 * in the part that was read.
 */
export interface GraphFailure {
  readonly type:
    | 'unauthorized'
    | 'forbidden'
    | 'not-found'
    | 'not-offered'
    | 'bad-request'
    | 'conflict'
    | 'throttled'
    | 'unavailable'
    | 'timed-out'
    | 'unreachable'
    | 'invalid-answer'
    | 'incomplete';
  readonly status?: number;
  readonly code?: string;
  readonly detail?: string;
  readonly requestId?: string;
  readonly activityId?: string;
  readonly retryAfterMs?: number;
}
