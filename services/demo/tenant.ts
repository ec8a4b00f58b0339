import { setTimeout as wait } from 'node:timers/promises';
import { systemClock, type Clock } from '../clock';
import { answerBatch } from './batch';
import { createDispatcher } from './dispatcher';
import type { Directory } from './directory';
import { usualTimings, type Timings } from './durations';
import { endpointRoutes } from './endpoints';
import { createFaults, type Faults } from './faults';
import type { Call, Delivery } from './http-shapes';
import { startServer, type Arrival } from './http-server';
import type { ImportRequest } from './imports';
import { eachOf } from './permissions';
import { createRequestLog, type LoggedPart, type LoggedRequest } from './requests';
import type { SharedFiles } from './shared-files';
import type { StagedDevice } from './showcase';
import type { ThrottleLimits } from './throttle';
import { issueToken } from './token';
import { createWorld, type EventFilter } from './world';

export { showcase } from './showcase';

export interface DemoTenantOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Computed devices besides the staged ones; 2,000 unless told otherwise. */
  readonly devices?: number;
  readonly seed?: number;
  readonly clock?: Clock;
  /** How fast the tenant's time runs from its start on; 60 makes an hour of deployment pass in a minute. */
  readonly timeScale?: number;
  /** Accept any bearer token and let it do everything. */
  readonly anyToken?: boolean;
  readonly eventFilter?: EventFilter;
  readonly timings?: Partial<Timings>;
  /** Throttling by count; without it only faults throttle. */
  readonly limits?: ThrottleLimits;
  /** A longer request is answered with 413; Graph takes 4 MB (learn.microsoft.com/graph/errors, python-o365 #308). */
  readonly mostBodyBytes?: number;
  /** More rows in one `import` call are answered with 400; no limit is published (graph facts §2.5). */
  readonly mostImportRows?: number;
  /** Devices placed by hand besides those of the showcase. */
  readonly staged?: readonly StagedDevice[];
}

const graphTakesBytes = 4 * 1024 * 1024;

/** A tenant that stands in for Microsoft Graph, over HTTP, on this machine only. */
export interface DemoTenant {
  /** Without version: append "/v1.0" or "/beta". */
  readonly url: string;
  /** A bearer token with these permissions; with all that the tenant knows when none are named. */
  token(permissions?: readonly string[]): string;
  /** What was asked so far, oldest first. */
  requests(): readonly LoggedRequest[];
  readonly faults: Faults;
  /** Groups and their members; what is changed here is seen by the next call. */
  readonly directory: Pick<Directory, 'groups' | 'addMember' | 'removeMember'>;
  /** Queues imports in one call, as another tool would; gives their ids and leaves no trace in `requests`. */
  queueImports(requests: readonly ImportRequest[]): readonly string[];
  /** Files of messages in channels and group chats. */
  readonly sharedFiles: Pick<SharedFiles, 'add'>;
  stop(): Promise<void>;
}

export async function createDemoTenant(options: DemoTenantOptions = {}): Promise<DemoTenant> {
  const { port = 0, devices = 2_000, seed = 1, clock = systemClock, timeScale = 1 } = options;
  const { mostBodyBytes = graphTakesBytes, mostImportRows = Infinity } = options;
  const startedAt = clock.now();
  const now = (): number => startedAt + (clock.now() - startedAt) * timeScale;
  const stopped = new AbortController();
  let url = '';
  const world = createWorld({
    seed,
    devices,
    now,
    timings: { ...usualTimings, ...options.timings },
    eventFilter: options.eventFilter ?? 'refused',
    mostImportRows,
    staged: options.staged ?? [],
    url: () => url,
  });
  const routes = endpointRoutes(world);
  const faults = createFaults((ms) => wait(ms, undefined, { signal: stopped.signal }).catch(() => undefined));
  const dispatch = createDispatcher({
    world,
    routes,
    faults,
    anyToken: options.anyToken ?? false,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  });
  const log = createRequestLog();

  async function answer(arrival: Arrival): Promise<Delivery> {
    const arrivedAt = systemClock.now();
    const { delivery, parts } = await answerOrBatch(arrival);
    log.add({
      method: arrival.method,
      path: arrival.queryText === '' ? arrival.path : `${arrival.path}?${arrival.queryText}`,
      version: arrival.version,
      at: now(),
      arrivedAt,
      status: delivery.status,
      ...(parts === undefined ? {} : { batch: parts }),
    });
    return delivery;
  }

  async function answerOrBatch({
    version,
    bodyBytes,
    isBodyReadable,
    ...rest
  }: Arrival): Promise<{ readonly delivery: Delivery; readonly parts?: readonly LoggedPart[] }> {
    const { refuse } = world.refusals;
    if (version === undefined) return { delivery: refuse(404, 'BadRequest', 'Invalid version.') };
    if (bodyBytes > mostBodyBytes) return { delivery: refuse(413, 'BadRequest', tooLong(mostBodyBytes)) };
    if (!isBodyReadable)
      return { delivery: refuse(400, 'BadRequest', 'Unable to read JSON request payload.') };
    const call: Call = { ...rest, version };
    if (call.path.toLowerCase() !== '/$batch') return { delivery: await dispatch(call) };
    const outcome: { parts?: readonly LoggedPart[] } = {};
    const delivery = await faults.through(call, `${url}/${version}/$batch`, async () => {
      const batch = await answerBatch(call, dispatch, world.refusals);
      outcome.parts = batch.parts;
      return batch.delivery;
    });
    return { delivery, ...outcome };
  }

  const server = await startServer(port, answer);
  url = `http://127.0.0.1:${server.port}`;
  const allPermissions = [...new Set(routes.flatMap(({ permissions }) => permissions.flatMap(eachOf)))];
  return {
    url,
    token: (permissions = allPermissions) => issueToken(permissions),
    requests: log.all,
    faults,
    directory: world.directory,
    sharedFiles: world.sharedFiles,
    queueImports: (requests) => world.imports.add(requests).map(({ key }) => world.guids.of('import', key)),
    stop: async () => {
      stopped.abort();
      await world.sharedFiles.stop();
      await server.stop();
    },
  };
}

function tooLong(mostBytes: number): string {
  return `The maximum request length supported is ${mostBytes / 1024 / 1024}MB.`;
}
