import type { TurnContext } from 'botbuilder';
import { escapeMarkdown } from '../../cards/escape';
import { hasRole } from '../../services/people/actor';
import type { ImportPlace } from '../../services/registration/imports/import-views';
import type { CommandServices } from '../command-services';
import type { Invocation } from '../invocation';
import { sendCard } from '../reply';
import { importCard } from './import-card';
import { mayLookAt } from './import-access';

/** Says how an import goes: the one with the named serial number, else the person's newest, for an admin anybody's. */
export async function answerImportStatus(
  context: TurnContext,
  invocation: Invocation,
  services: CommandServices,
): Promise<void> {
  const { actor, slots, locale } = invocation;
  const say = services.messages(locale);
  const [serial] = slots.serials;
  const place = await (serial === undefined
    ? newest(invocation, services)
    : services.imports.withSerial(actor.tenantId, hasRole(actor, 'admin') ? undefined : actor.id, serial));
  const request = place && (await services.requests.find(place.requestId));
  const view = place && (await services.imports.view({ id: place.id, tenantId: actor.tenantId }));
  if (request === undefined || view === undefined || !mayLookAt(actor, view)) {
    const isAdmin = hasRole(actor, 'admin');
    await context.sendActivity(
      serial === undefined
        ? say(isAdmin ? 'registration-status.noneOpen' : 'registration-status.none')
        : say('registration-status.notInAny', { serial: escapeMarkdown(serial) }),
    );
    return;
  }
  await sendCard(context, await importCard({ ...request, locale }, services));
}

async function newest({ actor }: Invocation, { imports }: CommandServices): Promise<ImportPlace | undefined> {
  const [own] = await imports.latest(actor.tenantId, actor.id, 1);
  if (own !== undefined || !hasRole(actor, 'admin')) return own;
  return (await imports.latest(actor.tenantId, undefined, 1))[0];
}
