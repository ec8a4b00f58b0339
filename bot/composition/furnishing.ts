import { commands } from '../../dialogs';
import type { CommandServices } from '../../dialogs/command-services';
import { createRegistry, type Registry } from '../../dialogs/registry';
import { createJournal, type Journal } from '../../services/audit/journal';
import { createKnownPeople } from '../../services/audit/known-people';
import { createRefusals } from '../../services/audit/refusals';
import { createAuditTrail } from '../../services/audit/trail';
import { createChanges } from '../../services/changes/changes';
import { createDeviceReader } from '../../services/devices/device-reader';
import { createDownload } from '../../services/files/download';
import { createReadingSlots } from '../../services/files/reading-slots';
import { createSharedFiles } from '../../services/files/shared-files';
import { createUpload } from '../../services/files/upload';
import { createEspReviews } from '../../services/knowledge/status-pages/esp-review';
import { createKnowledge } from '../../services/knowledge/knowledge';
import { createVerdicts } from '../../services/knowledge/verdicts';
import { createApproverGroups } from '../../services/people/approver-groups';
import { createUserSearch } from '../../services/people/user-search';
import { createStandingReader } from '../../services/people/standing-reader';
import { createAutopilotSync } from '../../services/registration/autopilot-sync';
import { createImports } from '../../services/registration/imports/imports';
import { createRegistrations } from '../../services/registration/registrations';
import { createRequestDesk } from '../../services/requests/request-desk';
import { createRequests } from '../../services/requests/requests';
import { createBotState } from '../../services/store/bot-state';
import { createTagImpact } from '../../services/tags/impact';
import { createAccess, type Access } from '../access';
import { createDialogRunner } from '../dialog-runner';
import type { House } from '../house';
import { createRecognizer, type Recognizer } from '../recognizer/recognizer';
import { directoryOf, rulesOf } from '../roles';
import type { Foundation } from './foundation';
import type { Paces } from './paces';
import type { WayOut } from './way-out';

interface Rooms {
  readonly access: Access;
  readonly recognizer: Recognizer;
  readonly registry: Registry;
}

/** Builds what a turn needs; `warmedUp` resolves when what is read ahead has been read. */
export function furnish(
  foundation: Foundation,
  wayOut: Pick<WayOut, 'promise' | 'tellPersonally' | 'knowsWayTo'>,
  paces: Paces,
): { readonly house: House; readonly warmedUp: Promise<void> } {
  const { clock, config, graph, log, metrics, store } = foundation;
  const standings = createStandingReader({
    rules: rulesOf(config),
    graph: graph.client,
    clock,
    directory: directoryOf(config),
  });
  const devices = createDeviceReader({ graph: graph.client, clock });
  const rooms: Rooms = {
    access: createAccess(standings, log),
    recognizer: createRecognizer(commands),
    registry: createRegistry(commands),
  };
  if (config.mode === 'real' && config.auditKey === undefined) log.warn('audit sealed without AUDIT_KEY');
  const journal = createJournal(log, config.auditKey);
  const services = { devices, ...wayOut, ...servicesOf(foundation, devices, rooms, journal, paces) };
  const house: House = {
    ...rooms,
    services,
    dialogs: createDialogRunner(rooms.registry, services, createBotState(store.db)),
    inbox: foundation.inbox,
    meter: metrics.turns,
    recordRefusal: createRefusals({ db: store.db, journal, clock, log }),
    upload: createUpload({ isDemo: config.mode === 'demo' }),
    log,
  };
  return { house, warmedUp: devices.readReport() };
}

function servicesOf(
  { clock, config, graph: { client: graph }, messages, queue, store: { db } }: Foundation,
  devices: CommandServices['devices'],
  { access, recognizer, registry }: Rooms,
  journal: Journal,
  paces: Paces,
): Omit<CommandServices, 'devices' | 'promise' | 'tellPersonally' | 'knowsWayTo'> {
  const registrations = createRegistrations(graph, clock);
  return {
    sync: createAutopilotSync(graph, clock),
    imports: createImports({
      db,
      graph,
      registrations,
      journal,
      clock,
      ...(paces.imports && { pace: paces.imports }),
    }),
    registrations,
    changes: createChanges({
      db,
      graph,
      journal,
      queue,
      clock,
      rules: config.changes,
      convention: config.groupTags,
      ...createApproverGroups({
        rules: config.changes.approvers,
        graph,
        clock,
        directory: directoryOf(config),
      }),
      ...(paces.changes && { pace: paces.changes }),
    }),
    tagConvention: config.groupTags,
    tagImpact: createTagImpact(graph, clock, registrations),
    knowledge: createKnowledge(),
    espReviews: createEspReviews(graph, clock),
    verdicts: createVerdicts(db),
    download: createDownload({ isDemo: config.mode === 'demo' }),
    readingSlots: createReadingSlots(),
    ...(config.files.readShared && { sharedFiles: createSharedFiles(graph) }),
    requests: createRequestDesk({ db, requests: createRequests(db, clock), journal, queue, clock }),
    audit: createAuditTrail({ db, devices, graph, clock }),
    people: createKnownPeople(db, graph),
    findUsers: createUserSearch(graph, clock),
    clock,
    messages,
    slotsFor: (text, command) => recognizer.slotsFor(text, command),
    offered: (actor) =>
      registry.commands.filter(
        (command) => command.createDialog !== undefined && access.mayUse(actor, command),
      ),
  };
}
