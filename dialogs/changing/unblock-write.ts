import { ok } from '../../services/result';
import { askForDevices } from './asking';
import { changeWrite } from './change-write';
import { serialsBrought } from './serial-list';

/** Lets devices enrol again that Intune turns away since they were reset. */
export const unblockWrite = changeWrite(
  'next-enrolment',
  () => Promise.resolve(ok({ values: { nextEnrolment: 'allowed' }, notes: [] })),
  {
    brought: serialsBrought,
    missing: (invocation, services) =>
      invocation.slots.serials.length === 0 ? askForDevices(invocation, services) : undefined,
  },
);
