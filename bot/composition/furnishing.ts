import { commands } from '../../dialogs';
import type { CommandServices } from '../../dialogs/command-services';
import { createRegistry, type Registry } from '../../dialogs/registry';
import { createAlerts } from '../../services/alerts/alerts';
import { createJournal, type Journal } from '../../services/audit/journal';
import { createKnownPeople } from '../../services/audit/known-people';
import { createRefusals } from '../../services/audit/refusals';
import { createAuditTrail } from '../../services/audit/trail';
import { createChanges } from '../../services/changes/changes';
import { createDeploymentSearch } from '../../services/devices/deployment-search';
import { createDeviceReader } from '../../services/devices/device-reader';
import { createFleet } from '../../services/fleet/fleet';
import { createDownload } from '../../services/files/download';
import { createReadingSlots } from '../../services/files/reading-slots';
import { createSharedFiles } from '../../services/files/shared-files';
import { createUpload } from '../../services/files/upload';
import { createHelpDesk } from '../../services/help/help-desk';
import { createEspReviews } from '../../services/knowledge/status-pages/esp-review';
import { createKnowledge } from '../../services/knowledge/knowledge';
import { createVerdicts } from '../../services/knowledge/verdicts';
import { createMyDevices } from '../../services/my-devices/my-devices';
import { createApproverGroups } from '../../services/people/approver-groups';
import { createUserSearch } from '../../services/people/user-search';
import { createStandingReader } from '../../services/people/standing-reader';
import { createChoosePlace } from '../../services/places/choose-place';
import { createPlaces } from '../../services/places/places';
import { createAutopilotSync } from '../../services/registration/autopilot-sync';
import { createImports } from '../../services/registration/imports/imports';
import { createRegistrations } from '../../services/registration/registrations';
import { createRequestDesk } from '../../services/requests/request-desk';
import { createRequests } from '../../services/requests/requests';
import { createBotState } from '../../services/store/bot-state';
import { createConversations } from '../../services/store/conversations';
import { createTagImpact } from '../../services/tags/impact';
import { createWelcomes } from '../../services/welcomes/welcomes';
import { createWatches } from '../../services/watching/watches';
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
  const deployments = createDeploymentSearch(graph.client, clock);
  const devices = createDeviceReader({ graph: graph.client, clock, deployments });
  const fleet = createFleet({ graph: graph.client, clock, deployments });
  const rooms: Rooms = {
    access: createAccess(standings, log),
    recognizer: createRecognizer(commands),
    registry: createRegistry(commands),
  };
  if (config.mode === 'real' && config.auditKey === undefined) log.warn('audit sealed without AUDIT_KEY');
  const journal = createJournal(log, config.auditKey);
  const read = { devices, fleet };
  const services = { ...read, ...wayOut, ...servicesOf(foundation, read, rooms, journal, paces) };
  const house: House = {
    ...rooms,
    services,
    dialogs: createDialogRunner(rooms.registry, services, createBotState(store.db)),
    inbox: foundation.inbox,
    welcomes: createWelcomes({
      db: store.db,
      promise: wayOut.promise,
      conversations: createConversations(store.db),
    }),
    meter: metrics.turns,
    recordRefusal: createRefusals({ db: store.db, journal, clock, log }),
    upload: createUpload({ isDemo: config.mode === 'demo' }),
    log,
  };
  return { house, warmedUp: devices.readReport() };
}

function servicesOf(
  { clock, config, graph: { client: graph }, log, messages, queue, store: { db } }: Foundation,
  { devices, fleet }: Pick<CommandServices, 'devices' | 'fleet'>,
  { access, recognizer, registry }: Rooms,
  journal: Journal,
  paces: Paces,
): Omit<CommandServices, 'devices' | 'fleet' | 'promise' | 'tellPersonally' | 'knowsWayTo'> {
  const registrations = createRegistrations(graph, clock);
  const myDevices = createMyDevices({ graph, clock, devices, fleet, directory: directoryOf(config) });
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
    myDevices,
    watches: createWatches({ db, clock, devices, fleet, myDevices, log, quiet: config.quiet }),
    places: createPlaces(db),
    alerts: createAlerts({ db, fleet, journal, clock, log, timeZone: config.quiet.timeZone }),
    choosePlace: createChoosePlace({ db, journal, clock }),
    verdicts: createVerdicts(db),
    helpDesk: createHelpDesk({ db, journal, clock, log }),
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
