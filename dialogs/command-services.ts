import type { Activity, TurnContext } from 'botbuilder';
import type { Messages } from '../cards/messages';
import type { Alerts } from '../services/alerts/alerts';
import type { Changes } from '../services/changes/changes';
import type { KnownPeople } from '../services/audit/known-people';
import type { AuditTrail } from '../services/audit/trail';
import type { Clock } from '../services/clock';
import type { DeviceReader } from '../services/devices/device-status';
import type { Fleet } from '../services/fleet/fleet';
import type { Download } from '../services/files/download';
import type { ReadingSlots } from '../services/files/reading-slots';
import type { HelpDesk } from '../services/help/help-desk';
import type { SharedFiles } from '../services/files/shared-files';
import type { Actor, Role } from '../services/people/actor';
import type { UserSearch } from '../services/people/user-search';
import type { EspReviews } from '../services/knowledge/status-pages/esp-review';
import type { Knowledge } from '../services/knowledge/knowledge';
import type { VerdictStore } from '../services/knowledge/verdicts';
import type { MyDevices } from '../services/my-devices/my-device';
import type { ChoosePlace } from '../services/places/choose-place';
import type { Places } from '../services/places/places';
import type { AutopilotSync } from '../services/registration/autopilot-sync';
import type { Imports } from '../services/registration/imports/imports';
import type { Registrations } from '../services/registration/registrations';
import type { RequestDesk } from '../services/requests/request-desk';
import type { PromiseMessage } from '../services/store/outgoing';
import type { Tx } from '../services/store/store';
import type { Watches } from '../services/watching/watches';
import type { TagConvention } from '../services/tags/convention';
import type { TagImpacts } from '../services/tags/impact';
import type { Slots } from './slots';

/** What a dialog may tell about another command: that it is there, for whom, and how it is said. */
export interface OfferedCommand {
  readonly id: string;
  readonly access: Role;
  readonly examples: readonly string[];
  readonly inMenus?: boolean;
}

/** What dialogs may use beyond the conversation itself; built once in bot/composition/. */
export interface CommandServices {
  readonly devices: DeviceReader;
  readonly fleet: Fleet;
  readonly myDevices: MyDevices;
  readonly places: Places;
  /** What fails alike, and the digest. */
  readonly alerts: Alerts;
  readonly choosePlace: ChoosePlace;
  readonly sync: AutopilotSync;
  readonly imports: Imports;
  readonly registrations: Registrations;
  readonly changes: Changes;
  /** How group tags are named here. */
  readonly tagConvention: TagConvention;
  /** Where a group tag leads. */
  readonly tagImpact: TagImpacts;
  /** Codes, screens and notions, explained. */
  readonly knowledge: Knowledge;
  /** The tenant's enrolment status pages, held to what is recommended. */
  readonly espReviews: EspReviews;
  /** What people said of explanations. */
  readonly verdicts: VerdictStore;
  readonly watches: Watches;
  readonly requests: RequestDesk;
  /** What employees handed to the helpdesk. */
  readonly helpDesk: HelpDesk;
  readonly download: Download;
  readonly readingSlots: ReadingSlots;
  /** Files in channels and group chats; absent where the bot is not to read them. */
  readonly sharedFiles?: SharedFiles;
  /** Sends a text to the personal chat with whoever this turn is from; false when that cannot be reached. */
  readonly tellPersonally: (context: TurnContext, message: string | Partial<Activity>) => Promise<boolean>;
  /** Whether something was heard of this conversation, or of its channel, so that it can be spoken to. */
  readonly knowsWayTo: (tx: Tx, tenantId: string, conversationId: string) => Promise<boolean>;
  readonly audit: AuditTrail;
  readonly people: KnownPeople;
  readonly findUsers: UserSearch;
  readonly promise: PromiseMessage;
  readonly clock: Clock;
  readonly messages: Messages;
  /** Reads what an answer names for a command that asked. */
  readonly slotsFor: (text: string, command: string) => Slots;
  /** The commands that this person may use and that can be carried out. */
  readonly offered: (actor: Actor) => readonly OfferedCommand[];
}
