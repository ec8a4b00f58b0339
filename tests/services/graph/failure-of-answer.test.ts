import { failureOfAnswer } from '../../../services/graph/failure-of-answer';

const now = Date.parse('2026-09-01T08:00:00Z');
const activityId = '11111111-2222-3333-4444-555555555555';

function failure(status: number, body: unknown, headers: Record<string, string> = {}) {
  return failureOfAnswer({ status, body, headers: new Headers(headers) }, now);
}

function intune(message: string, more: Record<string, unknown> = {}) {
  const nested = {
    _version: 3,
    Message: `${message} - Operation ID (for customer support): 0000 - Activity ID: ${activityId} - Url: https://fef.msud01.manage.microsoft.com/DeviceEnrollmentFE/x?serial=5CG1`,
    CustomApiErrorPhrase: '',
    RetryAfter: null,
    ...more,
  };
  return {
    error: {
      code: 'BadRequest',
      message: JSON.stringify(nested, undefined, 2),
      innerError: { 'request-id': 'r-1' },
    },
  };
}

test('The JSON that Intune puts into the message is taken apart; its internal address is dropped', () => {
  expect(failure(400, intune('An error has occurred'))).toEqual({
    type: 'bad-request',
    status: 400,
    code: 'BadRequest',
    detail: 'An error has occurred',
    requestId: 'r-1',
    activityId,
  });
});

test('A hint to wait inside the message serves when the header is missing', () => {
  expect(failure(429, intune('Busy', { RetryAfter: '2.128' })).retryAfterMs).toBe(2128);
  expect(failure(429, intune('Busy', { RetryAfter: 7 })).retryAfterMs).toBe(7000);
  expect(failure(429, intune('Busy', { RetryAfter: '9' }), { 'retry-after': '3' }).retryAfterMs).toBe(3000);
});

test.each([
  ['a number', '120', 120_000],
  ['a fraction', '2.128', 2128],
  ['a date', 'Tue, 01 Sep 2026 08:00:30 GMT', 30_000],
  ['a date that has passed', 'Tue, 01 Sep 2026 07:00:00 GMT', 0],
  ['nonsense', 'soon', undefined],
])('Retry-After is read when it is %s', (_, header, expected) => {
  expect(failure(429, undefined, { 'Retry-After': header }).retryAfterMs).toBe(expected);
});

test('A segment that the version does not have is "not offered", although Graph calls it a bad request', () => {
  const body = {
    error: { code: 'BadRequest', message: "Resource not found for the segment 'autopilotEvents'." },
  };

  expect(failure(400, body).type).toBe('not-offered');
});

test.each([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [405, 'bad-request'],
  [409, 'conflict'],
  [412, 'conflict'],
  [424, 'unavailable'],
  [429, 'throttled'],
  [500, 'unavailable'],
  [501, 'not-offered'],
  [504, 'unavailable'],
  [302, 'invalid-answer'],
])('%i is %s', (status, type) => {
  expect(failure(status, undefined)).toEqual({ type, status });
});

test.each([
  ['plain text', 'no JSON'],
  ['an empty code', { error: { code: '', message: '' } }],
  ['numbers where texts belong', { error: { code: 5, message: 7, innerError: 'x' } }],
  ['null', { error: null }],
  ['JSON that breaks off inside the message', { error: { message: '{"Message": "secret https://fef.x/' } }],
])('A body with %s still gives a failure', (_, body) => {
  expect(failure(500, body)).toEqual({ type: 'unavailable', status: 500 });
});

test('Tokens and addresses that a service echoes are not passed on, and long texts are cut', () => {
  const message = `Bad token eyJhbGciOi.eyJzdWIi.c2ln (Bearer abc123) at https://internal.example/x\u0007\n${'long '.repeat(200)}`;

  const { detail } = failure(401, { error: { message } });

  expect(detail).toMatch(/^Bad token \( at long long/);
  expect(detail).not.toMatch(/eyJ|abc123|internal/);
  expect(detail!.length).toBeLessThanOrEqual(300);
});

test.each([
  ['padded', `T0E${'sAQAc'.repeat(800)}x==`],
  ['of nothing but letters', 'A'.repeat(4000)],
])('A hardware hash that is repeated, %s, leaves the rest of the message as it is', (_, hash) => {
  const message = `Cannot convert the literal '${hash}' to the expected type 'Edm.Binary'.`;

  expect(failure(400, { error: { message } }).detail).toBe(
    "Cannot convert the literal '…' to the expected type 'Edm.Binary'.",
  );
});

test('A long name is no hardware hash', () => {
  const message = "No 'deviceManagement/importedWindowsAutopilotDeviceIdentities' here.";

  expect(failure(400, { error: { message } }).detail).toBe(message);
});

test('The request id is found in the lower-case form and in the header', () => {
  expect(failure(400, { error: { innererror: { 'request-id': 'r-2' } } }).requestId).toBe('r-2');
  expect(failure(400, undefined, { 'request-id': 'r-3' }).requestId).toBe('r-3');
});
