import type { Pool } from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { GraphObserver } from '../services/graph/sender';
import type { JobObserver } from '../services/jobs/job-kind';
import type { Queue } from '../services/jobs/queue';
import type { OutgoingMeter } from './outgoing/meter';
import type { TurnMeter } from './turn-meter';

/** Everything that is counted; its labels come from lists of ours, never from people or devices. */
export interface Metrics {
  readonly turns: TurnMeter;
  readonly graph: GraphObserver;
  readonly jobs: JobObserver;
  readonly outgoing: OutgoingMeter;
  /** Read anew whenever somebody asks. */
  watch(pool: Pool, queue: Pick<Queue, 'counts'>): void;
  readonly contentType: string;
  /** Prometheus' text format. */
  text(): Promise<string>;
}

const activityTypes = [
  'message',
  'invoke',
  'conversationUpdate',
  'installationUpdate',
  'messageReaction',
  'messageUpdate',
  'messageDelete',
  'typing',
  'event',
];
const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const jobSeconds = [0.1, 1, 10, 60, 600, 3600];
const queueWithinMs = 2000;

export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'autopilot_build_info',
    help: 'Always 1',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.version }, 1);
  return {
    turns: turnMeter(registers),
    graph: graphObserver(registers),
    jobs: jobObserver(registers),
    outgoing: outgoingMeter(registers),
    watch(pool, queue) {
      watchPool(registers, pool);
      watchQueue(registers, queue);
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}

function turnMeter(registers: Registry[]): TurnMeter {
  const make = makerFor(registers);
  const activities = make.counter('activities_total', 'Activities that arrived, by what became of them', [
    'type',
    'outcome',
  ]);
  const turns = make.histogram('turn_seconds', 'From an activity to the end of its turn', ['type'], seconds);
  const commands = make.counter('commands_total', 'Commands begun by a text or by a button', [
    'command',
    'way',
  ]);
  const refusals = make.counter('refusals_total', 'Commands refused to a person who may not use them', [
    'command',
  ]);
  return {
    activity(given = '', outcome, ms) {
      const type = activityTypes.includes(given) ? given : 'other';
      activities.inc({ type, outcome });
      if (outcome === 'answered' || outcome === 'failed') turns.observe({ type }, ms / 1000);
    },
    command(command, way) {
      commands.inc({ command, way });
    },
    refusal(command) {
      refusals.inc({ command });
    },
  };
}

function graphObserver(registers: Registry[]): GraphObserver {
  const help =
    'HTTP requests to Microsoft Graph; status is 2xx to 5xx, 429 by itself, none without an answer';
  const calls = makerFor(registers).histogram('graph_call_seconds', help, ['method', 'status'], seconds);
  return ({ method, status, ms }) => {
    calls.observe({ method, status: statusClass(status) }, ms / 1000);
  };
}

function statusClass(status: number | undefined): string {
  if (status === undefined) return 'none';
  return status === 429 ? '429' : `${Math.floor(status / 100)}xx`;
}

function jobObserver(registers: Registry[]): JobObserver {
  const help = 'Tries of jobs, by how they ended';
  const tries = makerFor(registers).histogram('job_try_seconds', help, ['queue', 'outcome'], jobSeconds);
  return ({ queue, outcome, ms }) => {
    tries.observe({ queue, outcome }, ms / 1000);
  };
}

function outgoingMeter(registers: Registry[]): OutgoingMeter {
  const help = 'Calls to Teams, by what became of them';
  const outgoing = makerFor(registers).counter('outgoing_total', help, ['outcome']);
  return {
    count(outcome) {
      outgoing.inc({ outcome });
    },
  };
}

function makerFor(registers: Registry[]) {
  return {
    counter: <Label extends string>(name: string, help: string, labelNames: Label[]) =>
      new Counter({ name: `autopilot_${name}`, help, labelNames, registers }),
    histogram: <Label extends string>(name: string, help: string, labelNames: Label[], buckets: number[]) =>
      new Histogram({ name: `autopilot_${name}`, help, labelNames, buckets, registers }),
  };
}

function watchPool(registers: Registry[], pool: Pool): void {
  new Gauge({
    name: 'autopilot_database_connections',
    help: 'Connections of this instance; waiting is who waits for one',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'total' }, pool.totalCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
}

/** Without the database the rest is still told, and nothing of the queue. */
function watchQueue(registers: Registry[], queue: Pick<Queue, 'counts'>): void {
  new Gauge({
    name: 'autopilot_jobs',
    help: 'Jobs in the database, those that ended within the last hour included',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      const late = new Promise<[]>((resolve) => setTimeout(resolve, queueWithinMs, []).unref());
      const counts = await Promise.race([queue.counts().catch(() => []), late]);
      this.reset();
      for (const { queue: name, state, jobs } of counts) {
        if (!name.startsWith('__')) this.set({ queue: name, state }, jobs);
      }
    },
  });
}
