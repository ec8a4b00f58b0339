import type { Guids } from './guids';
import type { Answer, Call } from './http-shapes';

/** The ways Graph says no (graph facts §8.3). Every answer carries a request id that is used once. */
export interface Refusals {
  readonly refuse: (status: number, code: string, message: string) => Answer;
  /** Intune's way: JSON inside the message, with the address of the service behind the gateway. */
  readonly refuseByIntune: (status: number, code: string, message: string, call: Call) => Answer;
  readonly noSegment: (segment: string) => Answer;
  readonly notFound: (call: Call, id: string) => Answer;
  readonly notInDirectory: (id: string) => Answer;
}

const intuneService =
  'https://fef.msud01.manage.microsoft.com/DeviceEnrollmentFE/StatelessDeviceEnrollmentFEService/deviceManagement';

export function createRefusals(guids: Guids, now: () => number): Refusals {
  let requests = 0;
  const refuse = (status: number, code: string, message: string): Answer => {
    requests += 1;
    const requestId = guids.of('request', requests);
    const date = new Date(now()).toISOString().slice(0, 19);
    return {
      status,
      headers: { 'request-id': requestId },
      body: {
        error: {
          code,
          message,
          innerError: { date, 'request-id': requestId, 'client-request-id': requestId },
        },
      },
    };
  };
  const refuseByIntune = (status: number, code: string, message: string, call: Call): Answer => {
    const activityId = guids.of('activity', requests);
    const query = call.queryText === '' ? '' : `?${call.queryText}`;
    const path = call.path.replace(/^\/deviceManagement/i, '');
    const details = {
      _version: 3,
      Message:
        `${message} - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000` +
        ` - Activity ID: ${activityId} - Url: ${intuneService}${path}${query}`,
      CustomApiErrorPhrase: '',
      RetryAfter: null,
      ErrorSourceService: '',
      HttpHeaders: '{}',
    };
    return refuse(status, code, JSON.stringify(details, undefined, 2).replaceAll('\n', '\r\n'));
  };
  return {
    refuse,
    refuseByIntune,
    noSegment: (segment) => refuse(400, 'BadRequest', `Resource not found for the segment '${segment}'.`),
    notFound: (call, id) =>
      refuseByIntune(404, 'ResourceNotFound', `The resource with id ${id} was not found`, call),
    notInDirectory: (id) =>
      refuse(
        404,
        'Request_ResourceNotFound',
        `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
      ),
  };
}
