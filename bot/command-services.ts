import type { Messages } from '../cards/messages';
import type { CommandServices } from '../dialogs/command-services';
import type { Registry } from '../dialogs/registry';
import type { Journal } from '../services/audit/journal';
import { createKnownPeople } from '../services/audit/known-people';
import { createAuditTrail } from '../services/audit/trail';
import type { Clock } from '../services/clock';
import type { DeviceReader } from '../services/devices/device-status';
import type { GraphClient } from '../services/graph/graph-client';
import type { Queue } from '../services/jobs/queue';
import { createAutopilotSync } from '../services/registration/autopilot-sync';
import { createRequestDesk } from '../services/requests/request-desk';
import { createRequests } from '../services/requests/requests';
import type { PromiseMessage } from '../services/store/outgoing';
import type { Store } from '../services/store/store';
import type { Access } from './access';
import type { Recognizer } from './recognizer/recognizer';

export interface ServiceParts {
  readonly access: Access;
  readonly clock: Clock;
  readonly devices: DeviceReader;
  readonly graph: GraphClient;
  readonly journal: Journal;
  readonly messages: Messages;
  readonly promise: PromiseMessage;
  readonly queue: Queue;
  readonly recognizer: Recognizer;
  readonly registry: Registry;
  readonly store: Store;
}

/** What the dialogs may use, built of the parts. */
export function createCommandServices(parts: ServiceParts): CommandServices {
  const { access, clock, devices, graph, journal, messages, promise, queue, recognizer, registry, store } =
    parts;
  const { db } = store;
  return {
    devices,
    sync: createAutopilotSync(graph, clock),
    requests: createRequestDesk({ db, requests: createRequests(db, clock), journal, queue, clock }),
    promise,
    audit: createAuditTrail({ db, devices, graph, clock }),
    people: createKnownPeople(db, graph),
    clock,
    messages,
    slotsFor: (text, command) => recognizer.slotsFor(text, command),
    offered: (actor) =>
      registry.commands.filter(
        (command) => command.createDialog !== undefined && access.mayUse(actor, command),
      ),
  };
}
