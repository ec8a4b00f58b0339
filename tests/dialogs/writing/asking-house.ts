import { z } from 'zod';
import { answerText } from '../../../bot/text-turn';
import { createDialogRunner } from '../../../bot/dialog-runner';
import type { House } from '../../../bot/house';
import { createRecognizer } from '../../../bot/recognizer/recognizer';
import { noTurnMeter } from '../../../bot/turn-meter';
import { createMessages } from '../../../cards/messages';
import { commands } from '../../../dialogs';
import { assignTag } from '../../../dialogs/assign-tag';
import { askForDevices, askForTag, saysNoTag } from '../../../dialogs/changing/asking';
import { serialsBrought } from '../../../dialogs/changing/serial-list';
import type { Command } from '../../../dialogs/command';
import type { CommandServices } from '../../../dialogs/command-services';
import { createRegistry } from '../../../dialogs/registry';
import { write } from '../../../dialogs/writing/write';
import { writeActions } from '../../../dialogs/writing/write-actions';
import { WriteDialog } from '../../../dialogs/writing/write-dialog';
import { createJournal } from '../../../services/audit/journal';
import { systemClock } from '../../../services/clock';
import { createDownload } from '../../../services/files/download';
import { createReadingSlots } from '../../../services/files/reading-slots';
import { startQueue } from '../../../services/jobs/queue';
import { createLog } from '../../../services/log';
import { createRequestDesk } from '../../../services/requests/request-desk';
import { createRequests } from '../../../services/requests/requests';
import { ok } from '../../../services/result';
import { createBotState } from '../../../services/store/bot-state';
import { Promises } from '../../bot/outgoing/keeper';
import { person } from '../../bot/outgoing/test-bot';
import { cardOf, textsOf, type Turn } from '../../support/teams-connector';

/** Needs devices and a tag, and says as its effects what it was given. */
const tagging = write({
  payload: z.object({}),
  missing(invocation, services) {
    if (invocation.slots.serials.length === 0) return askForDevices(invocation, services);
    return invocation.slots.tag === undefined ? askForTag(invocation, services) : undefined;
  },
  brought: serialsBrought,
  isAnswer: saysNoTag,
  plan({ slots: { serials, tag }, text }, _services, notes) {
    const effects = [`${serials.join('+')} get “${tag ?? ''}”`, `said: ${text}`, ...notes];
    return Promise.resolve(ok({ payload: {}, effects }));
  },
  run: () => Promise.resolve({ result: 'done', code: 'done' }),
});
const command: Command = {
  ...assignTag,
  write: tagging,
  actions: writeActions(assignTag.id, tagging),
  createDialog: (services) => new WriteDialog(assignTag.id, tagging, services),
};

/** The way of a message from Teams to a writing command that asks for what it lacks, with a real store behind it. */
export class AskingHouse {
  private constructor(
    readonly promises: Promises,
    private readonly stopQueue: () => Promise<void>,
  ) {}

  static async open(): Promise<AskingHouse> {
    const promises = await Promises.open();
    const log = createLog('silent');
    const queue = await startQueue(promises.store.store, promises.keeper.bot.instance, log);
    const house = furnished(promises, queue);
    promises.keeper.bot.onTurn = (context) => answerText(context, house);
    return new AskingHouse(promises, () => queue.stop(0));
  }

  say(text: string, extra: Parameters<Promises['teams']['say']>[2] = {}): Promise<Turn> {
    return this.promises.teams.say(person, text, extra);
  }

  /** The effects of the last offer that was sent, as they stand on its card; an edit of an earlier one may follow. */
  offered(): string {
    const shown = this.promises.teams.sent.findLast(
      ({ method, activity }) => method === 'POST' && cardOf(activity) !== undefined,
    );
    return textsOf(cardOf(shown?.activity));
  }

  async states(): Promise<readonly string[]> {
    const { db } = this.promises.store.store;
    const rows = await db.selectFrom('requests').select('state').orderBy('request_id').execute();
    return rows.map(({ state }) => state);
  }

  /** Everything that is kept of open conversations. */
  async kept(): Promise<string> {
    const rows = await this.promises.store.store.db.selectFrom('bot_state').select('value').execute();
    return JSON.stringify(rows);
  }

  async stop(): Promise<void> {
    await this.stopQueue();
    await this.promises.stop();
  }
}

function furnished({ keeper, store }: Promises, queue: Awaited<ReturnType<typeof startQueue>>): House {
  const { db } = store.store;
  const log = createLog('silent');
  const all = commands.map((one) => (one.id === command.id ? command : one));
  const recognizer = createRecognizer(all);
  const registry = createRegistry(all);
  const journal = createJournal(log);
  const services = {
    clock: systemClock,
    download: createDownload({ isDemo: true }),
    messages: createMessages(),
    offered: () => [command],
    promise: keeper.promise,
    readingSlots: createReadingSlots(),
    requests: createRequestDesk({
      db,
      requests: createRequests(db, systemClock),
      journal,
      queue,
      clock: systemClock,
    }),
    slotsFor: (text: string, id: string) => recognizer.slotsFor(text, id),
  } as unknown as CommandServices;
  return {
    access: {
      identify: (who: object) => Promise.resolve({ ...who, role: 'helpdesk' }),
      mayUse: () => true,
    },
    dialogs: createDialogRunner(registry, services, createBotState(db)),
    log,
    meter: noTurnMeter,
    recognizer,
    registry,
    services,
  } as unknown as House;
}
