/** What to do next. Each key has a sentence in the catalogue under `readiness.next.<key>`. */
export const nextStepMeanings = {
  none: 'Nothing to do.',
  'hand-over-device':
    'Everything is prepared: hand over or start the device; it sets itself up at first boot.',
  'wait-for-profile':
    'Wait until the profile is assigned (often 15 minutes or more), before the device is started.',
  'wait-for-deployment': 'The deployment is running: wait until it ends.',
  'wait-for-hardware-fix': 'Wait: the service repairs the registration after a hardware change by itself.',
  'set-group-tag':
    'The device carries no group tag: set one, so that a dynamic group and with it a profile takes it.',
  'assign-profile':
    'The device has a tag but no profile: check that a group takes this tag and that a profile is assigned to it.',
  'sync-autopilot': 'Start an Autopilot synchronisation, or wait for the next one.',
  'check-tpm': 'Check TPM 2.0 (present, enabled, firmware up to date), or assign a user-driven profile.',
  'change-profile': 'Assign a profile made for this kind of device.',
  'check-profile-assignment': 'Look at the profile and its assignment in Intune; assign it again.',
  'register-again': 'Capture a new hardware hash, deregister the device and register it again.',
  'allow-next-enrolment': 'Allow the next enrolment (unblock the device), otherwise it ends with 0x80180014.',
  'allow-enrolment-before-reset':
    'Nothing to do now; before the device is reset, allow its next enrolment, otherwise it ends with 0x80180014.',
  'reset-device': 'Reset the device, so that it enrols again through the profile assigned now.',
  'enable-entra-device': 'Enable the device object in Entra.',
  'check-entra-object':
    'Look for the device object in Entra; if it was deleted, deregister the device and register it again.',
  'check-trust-type':
    'The device is only registered in Entra, not joined: reset it and let Autopilot join it.',
  'check-enrolment-failure':
    'Find out why the enrolment failed (licence, restrictions, terms of use), then try again.',
  'check-device-setup': 'Find out which app or policy failed in device setup, then try again.',
  'check-account-setup': 'Find out which app or policy failed in account setup, then try again.',
  'check-deployment-failure': 'Find out why the deployment failed, then try again.',
  'fix-required-app':
    'A required app stopped the set-up: repair the app or its assignment, then reset the device.',
  'check-required-apps':
    'The set-up page was left before all was installed: check that the required apps are there.',
  'check-device-screen': 'The report stopped without an end: look at what the device shows.',
  'check-intune-record':
    'Compare the Intune record with the registration: delete a left-over record, or enrol the device again.',
  'hand-over-to-user': 'The technician has prepared the device: hand it over, the user completes the set-up.',
  'check-automatic-enrolment':
    'Joined but not enrolled: wait some minutes, then check automatic enrolment and the licence of the user.',
  'await-report':
    'The report lags: ask again in some minutes; if it stays, look at the device and its required apps.',
  'check-in-intune': 'The service was read and gives no clear answer: look the device up in Intune.',
  'wait-for-compliance':
    'No verdict yet: let the device synchronise; check that a compliance policy is assigned.',
  'check-configuration-manager': 'Look in Configuration Manager, which decides on the compliance.',
  'check-compliance': 'Look at the compliance policies that the device does not meet.',
  'meet-compliance-in-time': 'Meet the compliance policies before the grace period ends.',
  'sync-device': 'Start the device and let it synchronise with Intune.',
  'read-again': 'A part could not be read: ask again later, or check the permissions of the bot.',
} as const;

export type NextStep = keyof typeof nextStepMeanings;

export const nextSteps = Object.keys(nextStepMeanings) as readonly NextStep[];
