import type {
  DeploymentEvent,
  DeviceStatus,
  EnrollmentState,
  IntuneRecord,
  LayerName,
  Layer,
  ProfileAssignment,
  Readiness,
} from '../../../services/devices/device-status';
import { layerNames } from '../../../services/devices/device-status';
import { nextStepMeanings } from '../../../services/devices/next-steps';
import { overallState, overallStates } from '../../../services/devices/overall-state';
import {
  nextSteps,
  readinessOf,
  readinessReasons,
  readinessRules,
} from '../../../services/devices/readiness';
import { absent, day, hour, inStock, inUse, now, read, unreadable } from './device-builder';

function layer(device: DeviceStatus, name: LayerName): Layer {
  return readinessOf(device, now).layers.find((candidate) => candidate.name === name)!;
}

function verdict(device: DeviceStatus, name: LayerName) {
  const { state, reason } = layer(device, name);
  return `${state}: ${reason}`;
}

function enrolledAs(enrollmentState: EnrollmentState, change: Partial<DeviceStatus> = {}) {
  return inUse({ registration: { ...inUse().registration, enrollmentState }, ...change });
}

function withProfile(profile: Partial<ProfileAssignment>, device = inStock()) {
  return { ...device, profile: read({ status: 'assigned', ...profile } as const) };
}

function withIntune(change: Partial<IntuneRecord>) {
  const record = {
    id: 'm1',
    compliance: 'compliant',
    lastSyncAt: now - hour,
    enrolledAt: now - 365 * day,
    otherRecords: 0,
    ...change,
  };
  return inUse({ intune: read(record) });
}

function withDeployment(change: Partial<DeploymentEvent>, device = inUse()) {
  const deployment = {
    state: 'success',
    deviceSetup: 'success',
    accountSetup: 'success',
    startedAt: now - 2 * hour,
    ...change,
  } as const;
  return { ...device, deployment: read<DeploymentEvent>(deployment) };
}

test('A device in use is done in every layer and needs nothing', () => {
  const readiness = readinessOf(inUse(), now);

  expect(readiness.layers.map(({ name, state }) => `${name} ${state}`)).toEqual(
    layerNames.map((name) => `${name} done`),
  );
  expect(readiness.nextStep).toBe('none');
  expect(overallState(readiness)).toBe('ready');
});

test('A device in stock waits for its first boot', () => {
  const readiness = readinessOf(inStock(), now);

  expect(readiness.layers.map(({ state }) => state)).toEqual([
    'done',
    'not-started',
    'not-started',
    'not-started',
    'not-started',
  ]);
  expect(readiness.nextStep).toBe('hand-over-device');
  expect(overallState(readiness)).toBe('waiting');
});

describe('the hardware layer', () => {
  test.each([
    ['manual', 'blocked: hardware-changed', 'register-again'],
    ['automatic', 'in-progress: hardware-fix-pending', 'wait-for-hardware-fix'],
    ['none', 'done: registered', 'none'],
    ['unknown', 'done: registered', 'none'],
  ] as const)('with %s remediation is %s', (state, expected, nextStep) => {
    const device = inUse({ remediation: read({ state }) });

    expect(verdict(device, 'hardware')).toBe(expected);
    expect(readinessOf(device, now).nextStep).toBe(nextStep);
  });
});

describe('the Entra layer', () => {
  const entra = (change: object) =>
    inUse({ entra: read({ objectId: 'o1', accountEnabled: true, ...change }) });

  test.each([
    ['joined', entra({ trustType: 'AzureAd' }), 'done: entra-joined'],
    ['hybrid joined', entra({ trustType: 'ServerAd' }), 'done: hybrid-joined'],
    ['only registered', entra({ trustType: 'Workplace' }), 'blocked: entra-registered-only'],
    ['of a new kind', entra({ trustType: 'Quantum' }), 'unknown: entra-trust-unlisted'],
    ['disabled', entra({ trustType: 'AzureAd', accountEnabled: false }), 'blocked: entra-disabled'],
    ['not joined though managed', entra({}), 'unknown: entra-join-not-linked'],
    ['made at registration', inStock(), 'not-started: entra-object-waits'],
    [
      'made at registration and disabled until the join',
      inStock({ entra: read({ objectId: 'o1', accountEnabled: false }) }),
      'not-started: entra-object-waits',
    ],
    ['deleted', inUse({ entra: absent }), 'blocked: entra-object-missing'],
    [
      'not made yet',
      inStock({
        entra: absent,
        registration: { id: 'r', serialNumber: 's', enrollmentState: 'notContacted' },
      }),
      'not-started: entra-object-not-created',
    ],
    [
      'about to join',
      withDeployment({ state: 'inProgress' }, inStock()),
      'in-progress: entra-join-in-progress',
    ],
  ])('of an object %s', (_, device, expected) => {
    expect(verdict(device, 'entra-join')).toBe(expected);
  });
});

describe('the enrolment layer', () => {
  test.each([
    ['enrolled', inUse(), 'done: enrolled-since', 'none'],
    [
      'enrolled, date unknown',
      inUse({ intune: read({ id: 'm1', compliance: 'compliant', lastSyncAt: now, otherRecords: 0 }) }),
      'done: enrolled',
      'check-in-intune',
    ],
    [
      'enrolled and blocked for the next time',
      inUse({ userlessEnrollment: read('blocked') }),
      'done: enrolled-next-blocked',
      'allow-enrolment-before-reset',
    ],
    [
      'not enrolled and blocked',
      inStock({ userlessEnrollment: read('blocked') }),
      'blocked: next-enrolment-blocked',
      'allow-next-enrolment',
    ],
    [
      'failed and blocked',
      enrolledAs('failed', { intune: absent, userlessEnrollment: read('blocked') }),
      'blocked: next-enrolment-blocked',
      'allow-next-enrolment',
    ],
    ['failed', enrolledAs('failed'), 'blocked: enrolment-failed', 'check-enrolment-failure'],
    ['never contacted', inStock(), 'not-started: not-contacted', 'hand-over-device'],
    [
      'never contacted, with a record in Intune',
      inStock({ intune: inUse().intune }),
      'unknown: intune-record-not-linked',
      'check-intune-record',
    ],
    [
      'enrolled, without a record in Intune',
      inUse({ intune: absent }),
      'unknown: intune-record-missing',
      'check-intune-record',
    ],
    ['unclear', enrolledAs('unknown', { intune: absent }), 'unknown: enrolment-unclear', 'check-in-intune'],
    ['unclear, with the linked record', enrolledAs('unknown'), 'done: enrolled-since', 'none'],
    [
      'under way',
      withDeployment({ state: 'inProgress' }, inStock()),
      'in-progress: enrolment-in-progress',
      'wait-for-deployment',
    ],
  ])('of a device that is %s', (_, device, expected, nextStep) => {
    expect(verdict(device, 'mdm-enrolment')).toBe(expected);
    expect(readinessOf(device, now).nextStep).toBe(nextStep);
  });

  test('names what the last deployment said when the enrolment failed', () => {
    const failed = enrolledAs('failed', { intune: absent });
    const device = withDeployment({ state: 'failure', failure: 'Error 0x80180018' }, failed);

    expect(layer(device, 'mdm-enrolment')).toEqual({
      name: 'mdm-enrolment',
      state: 'blocked',
      reason: 'enrolment-failed-because',
      values: { failure: 'Error 0x80180018' },
    });
  });
});

describe('the configuration layer', () => {
  test.each<[string, DeviceStatus, string, string]>([
    [
      'without TPM 2.0',
      withProfile({ status: 'failed', detail: 'hardwareRequirementsNotMet' }),
      'blocked: hardware-requirements-not-met',
      'check-tpm',
    ],
    [
      'of another kind than the profile',
      withProfile({ status: 'failed', detail: 'surfaceHubProfileNotSupported' }),
      'blocked: profile-not-supported',
      'change-profile',
    ],
    [
      'whose profile failed',
      withProfile({ status: 'failed' }),
      'blocked: profile-failed',
      'check-profile-assignment',
    ],
    [
      'without profile',
      withProfile({ status: 'notAssigned' }),
      'blocked: profile-not-assigned',
      'assign-profile',
    ],
    [
      'without profile and tag',
      withProfile(
        { status: 'notAssigned' },
        inStock({
          registration: { id: 'r', serialNumber: 's', enrollmentState: 'notContacted', entraDeviceId: 'e' },
        }),
      ),
      'blocked: profile-not-assigned-no-tag',
      'set-group-tag',
    ],
    [
      'whose profile is on its way',
      withProfile({ status: 'pending' }),
      'in-progress: profile-pending',
      'wait-for-profile',
    ],
    [
      'whose named profile is on its way',
      withProfile({ status: 'pending', intendedProfile: 'Corp' }),
      'in-progress: profile-pending-to',
      'wait-for-profile',
    ],
    [
      'out of sync',
      withProfile({ status: 'assignedOutOfSync' }),
      'in-progress: profile-out-of-sync',
      'sync-autopilot',
    ],
    [
      'that is to get another profile',
      withProfile({ assignedProfile: 'Old', intendedProfile: 'New' }),
      'in-progress: profile-changing',
      'wait-for-profile',
    ],
    [
      'in use for long, that is to get another profile',
      withProfile({ status: 'pending', assignedProfile: 'Old', intendedProfile: 'New' }, inUse()),
      'done: profile-applied',
      'none',
    ],
    [
      'just set up, that is to get another profile',
      withProfile(
        { assignedProfile: 'Old', intendedProfile: 'New' },
        inUse({
          deployment: read({ state: 'success', deviceSetup: 'success', accountSetup: 'success' } as const),
        }),
      ),
      'done: profile-changes-at-reset',
      'none',
    ],
    [
      'with an unclear profile',
      withProfile({ status: 'unknown' }),
      'unknown: profile-status-unclear',
      'check-in-intune',
    ],
    [
      'with a profile',
      withProfile({ assignedProfile: 'Corp' }),
      'not-started: profile-assigned-named',
      'hand-over-device',
    ],
    ['with a nameless profile', withProfile({}), 'not-started: profile-assigned', 'hand-over-device'],
    ['to be reset', enrolledAs('pendingReset'), 'blocked: pending-reset', 'reset-device'],
    ['held back by an app', enrolledAs('blocked'), 'blocked: blocked-by-app', 'fix-required-app'],
    [
      'failed in device setup',
      withDeployment({ state: 'failure', deviceSetup: 'failure', failure: '0x800705B4' }),
      'blocked: device-setup-failed-because',
      'check-device-setup',
    ],
    [
      'failed in device setup without a word',
      withDeployment({ state: 'failure', deviceSetup: 'failure' }),
      'blocked: device-setup-failed',
      'check-device-setup',
    ],
    [
      'failed in account setup',
      withDeployment({ state: 'failure', accountSetup: 'failure', failure: '0x87D1041C' }),
      'blocked: account-setup-failed-because',
      'check-account-setup',
    ],
    [
      'failed elsewhere',
      withDeployment({ state: 'failure', deviceSetup: 'notAttempted' }),
      'blocked: deployment-failed',
      'check-deployment-failure',
    ],
    [
      'in device setup',
      withDeployment({ state: 'inProgress', deviceSetup: 'inProgress' }),
      'in-progress: device-setup-in-progress',
      'wait-for-deployment',
    ],
    [
      'in account setup',
      withDeployment({ state: 'inProgress', accountSetup: 'inProgress' }),
      'in-progress: account-setup-in-progress',
      'wait-for-deployment',
    ],
    [
      'in between',
      withDeployment({ state: 'inProgress' }),
      'in-progress: deployment-in-progress-since',
      'wait-for-deployment',
    ],
    [
      'in progress since five hours',
      withDeployment({ state: 'inProgress', startedAt: now - 5 * hour }),
      'unknown: deployment-left-unfinished',
      'check-device-screen',
    ],
    ['deployed', withDeployment({ endedAt: now - hour }), 'done: deployment-succeeded-at', 'none'],
    ['deployed some time', withDeployment({}), 'done: deployment-succeeded', 'none'],
    [
      'deployed at the second try',
      withDeployment({ state: 'successOnRetry' }),
      'done: deployment-succeeded-on-retry',
      'none',
    ],
    [
      'timed out and passed',
      withDeployment({ state: 'successWithTimeout' }),
      'unknown: deployment-timed-out-passed',
      'check-required-apps',
    ],
    [
      'without a set-up page',
      withDeployment({ state: 'disabled' }),
      'unknown: set-up-not-tracked',
      'check-required-apps',
    ],
    [
      'with an unclear end',
      withDeployment({ state: 'unknown' }),
      'unknown: deployment-unclear',
      'check-in-intune',
    ],
    ['deployed long ago', inUse(), 'done: profile-applied', 'none'],
  ])('of a device %s', (_, device, expected, nextStep) => {
    expect(verdict(device, 'configuration')).toBe(expected);
    expect(readinessOf(device, now).nextStep).toBe(nextStep);
  });

  test('takes a long enrolled device for deployed although the report was read in part', () => {
    expect(verdict(inUse({ deployment: unreadable('incomplete') }), 'configuration')).toBe(
      'done: profile-applied',
    );
  });

  test('does not take a device enrolled within the report for deployed when its row was not found', () => {
    const device = { ...withIntune({ enrolledAt: now - 3 * day }), deployment: unreadable('incomplete') };

    expect(verdict(device, 'configuration')).toBe('unknown: deployment-unreadable');
    expect(verdict(device, 'ready')).toBe('unknown: configuration-unclear-so-far');
  });
});

describe('the last layer', () => {
  test.each([
    ['noncompliant', 'blocked: not-compliant', 'check-compliance'],
    ['conflict', 'blocked: not-compliant', 'check-compliance'],
    ['error', 'blocked: not-compliant', 'check-compliance'],
    ['inGracePeriod', 'in-progress: in-grace-period', 'meet-compliance-in-time'],
    ['configManager', 'unknown: compliance-elsewhere', 'check-configuration-manager'],
    ['unknown', 'unknown: compliance-unknown', 'wait-for-compliance'],
    ['quantum', 'unknown: compliance-unlisted', 'check-in-intune'],
    ['compliant', 'done: compliant', 'none'],
  ])('of a device that is %s', (compliance, expected, nextStep) => {
    const device = withIntune({ compliance });

    expect(verdict(device, 'ready')).toBe(expected);
    expect(readinessOf(device, now).nextStep).toBe(nextStep);
  });

  test('doubts what is older than seven days', () => {
    expect(verdict(withIntune({ lastSyncAt: now - 7 * day }), 'ready')).toBe('done: compliant');
    expect(layer(withIntune({ lastSyncAt: now - 7 * day - 1 }), 'ready')).toMatchObject({
      state: 'unknown',
      reason: 'sync-stale',
      values: { lastSyncAt: now - 7 * day - 1 },
    });
  });

  test('doubts a record that never synchronised', () => {
    const record = { id: 'm1', compliance: 'compliant', enrolledAt: now - 365 * day, otherRecords: 0 };
    const device = inUse({ intune: read(record) });

    expect(verdict(device, 'ready')).toBe('unknown: never-synced');
  });

  test.each([
    ['the enrolment', inStock(), 'not-started: waits-for-enrolment'],
    ['the set-up', withDeployment({ state: 'inProgress' }), 'not-started: waits-for-configuration'],
  ])('waits for %s', (_, device, expected) => {
    expect(verdict(device, 'ready')).toBe(expected);
  });
});

describe('a piece that cannot be read', () => {
  const pieces = {
    intune: ['mdm-enrolment', 'configuration', 'ready'],
    entra: ['entra-join', 'ready'],
    deployment: ['configuration', 'ready'],
  } as const satisfies Partial<Record<keyof DeviceStatus, readonly LayerName[]>>;

  test.each(Object.entries(pieces))('(%s) makes its layers unknown, and nothing ready', (piece, layers) => {
    const readiness = readinessOf(inUse({ [piece]: unreadable('timed-out') }), now);

    for (const name of layers) {
      expect(readiness.layers.find((candidate) => candidate.name === name)?.state).toBe('unknown');
    }
    expect(readiness.nextStep).toBe('read-again');
    expect(overallState(readiness)).toBe('unknown');
  });

  test.each(['profile', 'remediation', 'userlessEnrollment'] as const)(
    '(%s, which beta alone tells) leaves done what the enrolment shows',
    (piece) => {
      expect(overallState(readinessOf(inUse({ [piece]: unreadable() }), now))).toBe('ready');
    },
  );

  test('(the report, refused for good) does not matter for a device enrolled before the report begins', () => {
    expect(verdict(inUse({ deployment: unreadable('not-offered') }), 'configuration')).toBe(
      'done: profile-applied',
    );
  });

  test('does not hide what is known to be wrong', () => {
    const readiness = readinessOf(
      inUse({ entra: unreadable(), intune: withIntune({ compliance: 'noncompliant' }).intune }),
      now,
    );

    expect(readiness.nextStep).toBe('check-compliance');
    expect(overallState(readiness)).toBe('needs-help');
  });

  test('gives no advice to hand a device over', () => {
    expect(readinessOf(inStock({ profile: unreadable() }), now).nextStep).toBe('read-again');
  });
});

describe('the one word', () => {
  test.each([
    ['setting-up', withDeployment({ state: 'inProgress' })],
    ['waiting', withProfile({ status: 'pending' })],
    ['needs-help', enrolledAs('failed')],
    ['unknown', withIntune({ lastSyncAt: now - 30 * day })],
  ])('is %s', (expected, device) => {
    expect(overallState(readinessOf(device, now))).toBe(expected);
    expect(overallStates).toContain(expected);
  });
});

describe('the keys', () => {
  test('are each listed once, kebab-case, with a meaning', () => {
    expect(new Set(readinessReasons).size).toBe(readinessReasons.length);
    expect([...readinessReasons, ...nextSteps].filter((key) => !/^[a-z]+(-[a-z]+)*$/.test(key))).toEqual([]);
    expect(
      Object.values(readinessRules)
        .flat()
        .filter(({ meaning }) => meaning.length < 10),
    ).toEqual([]);
    expect(Object.values(nextStepMeanings).filter((meaning) => meaning.length < 10)).toEqual([]);
  });

  test('of next steps are all used', () => {
    const used = new Set(
      Object.values(readinessRules)
        .flat()
        .map(({ next }) => next),
    );

    expect(nextSteps.filter((step) => !used.has(step))).toEqual([]);
  });

  test('mean one thing each: a reason has one state and one next step', () => {
    const meanings = new Map<string, Set<string>>();
    for (const { reason, state, next } of Object.values(readinessRules).flat()) {
      meanings.set(reason, (meanings.get(reason) ?? new Set()).add(`${state} ${next}`));
    }

    expect([...meanings].filter(([, ways]) => ways.size > 1)).toEqual([]);
  });
});

/** The last layer done above one that is not, and the configuration done without an enrolment. */
function doneTooEarly({ layers }: Readiness): readonly LayerName[] {
  const open = layers.filter(({ state }) => state !== 'done').map(({ name }) => name);
  const isTooEarly: Partial<Record<LayerName, boolean>> = {
    configuration: open.includes('mdm-enrolment'),
    ready: open.length > 0,
  };
  return layerNames.filter((name) => !open.includes(name) && isTooEarly[name]);
}

test('Every combination of pieces gets a verdict in every layer', () => {
  const enrollmentStates = [
    'unknown',
    'enrolled',
    'pendingReset',
    'failed',
    'notContacted',
    'blocked',
  ] as const;
  const pieces: readonly Partial<DeviceStatus>[] = [
    {},
    { intune: absent },
    { intune: unreadable() },
    { intune: { state: 'unclear', doubt: 'shared-serial' } },
    { entra: unreadable() },
    { profile: unreadable(), remediation: unreadable() },
    withIntune({ enrolledAt: now - hour }),
    withDeployment({ isPreProvisioning: true, accountSetup: 'notAttempted' }),
    withDeployment({ state: 'successWithTimeout' }),
    { entra: absent },
    { profile: absent },
    { deployment: unreadable() },
    { deployment: { state: 'unclear', doubt: 'read-too-early' } },
    withDeployment({ state: 'notAttempted' }),
  ];

  for (const state of enrollmentStates) {
    for (const one of pieces) {
      for (const other of pieces) {
        const readiness = readinessOf(enrolledAs(state, { ...one, ...other }), now);
        expect(readiness.layers.map(({ name }) => name)).toEqual(layerNames);
        expect(readiness.nextStep === 'none').toBe(overallState(readiness) === 'ready');
        expect(doneTooEarly(readiness)).toEqual([]);
      }
    }
  }
});
