import { renderCard } from '../cards/card';
import { failureSentence } from '../cards/failure';
import { myDeviceCard, myDeviceData } from '../cards/my-device';
import type { RenderedCard } from '../cards/card';
import { serialKey } from '../services/devices/serial-text';
import type { MyDevice } from '../services/my-devices/my-device';
import type { CommandServices } from './command-services';
import type { Invocation } from './invocation';

/** Which of a person's devices is meant; the newest when nothing is said. */
export type Wanted = { readonly serials: readonly string[] } | { readonly id: string };

/**
 * The card of a person's own device, read now, or the sentence that says why there is none: the same for a serial
 * number or an id that nobody has and for one that is somebody else's, which is not even looked for.
 */
export async function myDeviceFor(
  wanted: Wanted,
  { actor, locale }: Pick<Invocation, 'actor' | 'locale'>,
  { clock, fleet, messages, myDevices }: CommandServices,
): Promise<RenderedCard | string> {
  const say = messages(locale);
  const answer = await myDevices.of(actor);
  if (!answer.ok) return failureSentence(say, answer.error);
  if (answer.value.type === 'guest') return say('my-device.guest');
  const { devices, complete } = answer.value;
  const device = devices.find(isMeant(wanted));
  if (device === undefined && !complete) return say('my-device.unread');
  if (device === undefined) {
    if ('id' in wanted) return say('my-device.gone');
    return wanted.serials.length > 0 ? say('my-device.notYours') : say('my-device.none');
  }
  return renderCard(
    myDeviceCard,
    myDeviceData({
      say,
      now: clock.now(),
      device,
      others: devices.filter((other) => other !== device),
      complete,
      usual: fleet.usualDuration(device.groupTag),
    }),
  );
}

function isMeant(wanted: Wanted): (device: MyDevice) => boolean {
  if ('id' in wanted) return ({ registrationId }) => registrationId === wanted.id;
  const keys = wanted.serials.map(serialKey);
  return ({ serial }) => keys.length === 0 || keys.includes(serialKey(serial));
}
