import { watchChange } from './audit-watch';
import type { FaultDesk } from './faults';
import type { Answer, Call, Delivery, Route } from './http-shapes';
import { eachOf } from './permissions';
import { createThrottle, type ThrottleLimits } from './throttle';
import { readToken } from './token';
import type { World } from './world';

export type Dispatch = (call: Call) => Promise<Delivery>;

export interface DispatchOptions {
  readonly world: World;
  readonly routes: readonly Route[];
  readonly faults: FaultDesk;
  /** Any bearer token passes and grants everything. */
  readonly anyToken: boolean;
  readonly limits?: ThrottleLimits;
}

/** Answers one call: faults first, then token, offered or not, permission, and the endpoint itself. */
export function createDispatcher({ world, routes, faults, anyToken, limits }: DispatchOptions): Dispatch {
  const { refuse, noSegment } = world.refusals;
  const waitFor = createThrottle(limits, world.now);
  const patterns = routes.map((route) => ({ route, segments: split(route.path) }));

  function answer(call: Call): Answer {
    world.imports.settle();
    const granted = grantedTo(call, anyToken);
    if (granted === undefined)
      return refuse(401, 'InvalidAuthenticationToken', 'Access token is empty or invalid.');
    const waitMs = waitFor(call);
    if (waitMs > 0) return throttled(waitMs);
    const segments = split(call.path);
    const offered = patterns.filter(({ route }) => route.versions.includes(call.version));
    const reached = offered.filter(
      (pattern) => pattern.segments.length === segments.length && startsAs(pattern.segments, segments),
    );
    if (reached.length === 0) return noSegment(firstUnknown(offered, segments));
    const match = mostLiteral(reached.filter(({ route }) => route.method === call.method));
    if (match === undefined) return refuse(405, 'MethodNotAllowed', 'Specified HTTP method is not allowed.');
    if (granted !== 'everything' && !allows(match.route, granted))
      return refuse(403, 'Forbidden', forbidden(match.route));
    const place = match.segments.indexOf(':id');
    const id = segments[place] ?? '';
    const change = watchChange(world, match.route, call, id);
    const answered = match.route.handle(call, id);
    if (changesSomething(match.route) && answered.status < 300) world.audit.add(change());
    return answered;
  }

  function throttled(waitMs: number): Answer {
    const refusal = refuse(429, 'TooManyRequests', 'Too Many Requests');
    const seconds = String(Math.ceil(waitMs / 1_000));
    return limits?.namesRetryAfter
      ? { ...refusal, headers: { ...refusal.headers, 'Retry-After': seconds } }
      : refusal;
  }

  return (call) => faults.through(call, urlOf(call, world), () => Promise.resolve(answer(call)));
}

interface Pattern {
  readonly route: Route;
  readonly segments: readonly string[];
}

function grantedTo(call: Call, anyToken: boolean): readonly string[] | 'everything' | undefined {
  const token = /^Bearer (.+)$/i.exec(call.headers['authorization'] ?? '')?.[1];
  if (token === undefined) return undefined;
  return anyToken ? 'everything' : readToken(token);
}

function allows({ permissions }: Route, granted: readonly string[]): boolean {
  return permissions.some((names) => eachOf(names).every((name) => granted.includes(name)));
}

function split(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function startsAs(pattern: readonly string[], segments: readonly string[]): boolean {
  return segments.every((segment, n) => {
    const wanted = pattern[n];
    return wanted === ':id' || wanted?.toLowerCase() === segment.toLowerCase();
  });
}

/** The first segment at which no offered path goes on; Graph names it in its refusal (graph facts §0). */
function firstUnknown(offered: readonly Pattern[], segments: readonly string[]): string {
  const known = segments.findIndex(
    (_, n) => !offered.some((pattern) => startsAs(pattern.segments, segments.slice(0, n + 1))),
  );
  return segments[known] ?? segments.at(-1) ?? '';
}

/** "/import" is an action, not an id. */
function mostLiteral(patterns: readonly Pattern[]): Pattern | undefined {
  return patterns.find(({ segments }) => segments.at(-1) !== ':id') ?? patterns[0];
}

/** A search may be a POST as well; what counts is that reading is not enough. */
function changesSomething({ method, permissions }: Route): boolean {
  return method !== 'GET' && permissions.every((name) => name.includes('ReadWrite'));
}

function forbidden({ permissions }: Route): string {
  return `Application is not authorized to perform this operation. Application must have one of the following scopes: ${permissions.join(', ')}`;
}

function urlOf(call: Call, world: World): string {
  const query = call.queryText === '' ? '' : `?${call.queryText}`;
  return `${world.url()}/${call.version}${call.path}${query}`;
}
