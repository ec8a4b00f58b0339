import type { BetaRegistration } from '../graph/autopilot-devices';
import { parseBetaRegistration, pathOfAutopilotDevice } from '../graph/autopilot-devices';
import type { BatchResult } from '../graph/batch';
import { parsedPart } from '../graph/batch';
import type { Deadline } from '../graph/deadline';
import { parseEntraDevice, pathOfEntraDevice } from '../graph/entra-devices';
import type { GraphClient } from '../graph/graph-client';
import type { GraphFailure } from '../graph/graph-failure';
import type { ManagedDevice } from '../graph/managed-devices';
import { parseManagedDevice, pathOfManagedDevice } from '../graph/managed-devices';
import type { Result } from '../result';
import type { EntraRecord } from './device-status';

/** What is asked about one registration once its ids are known. */
export interface DetailQuestion {
  readonly entraDeviceIds: readonly string[];
  /** An Intune record that the search by serial did not bring. */
  readonly managedDeviceId?: string;
}

export interface DeviceDetails {
  readonly beta: Result<BetaRegistration, GraphFailure>;
  /** One answer per id asked for; undefined where Entra has no such object. */
  readonly entra: readonly Result<EntraRecord | undefined, GraphFailure>[];
  readonly intune?: Result<ManagedDevice, GraphFailure>;
}

/** What only beta tells of registrations, in their order. */
export async function readBeta(
  graph: GraphClient,
  registrationIds: readonly string[],
  deadline: Deadline,
): Promise<readonly DeviceDetails['beta'][]> {
  const answers = await readAll(graph, 'beta', registrationIds.map(pathOfAutopilotDevice), deadline);
  return registrationIds.map((_, index) => parsedPart(answers[index], parseBetaRegistration));
}

/** Entra objects and linked Intune records side by side, so that neither waits for the other. */
export async function readLinked(
  graph: GraphClient,
  questions: readonly DetailQuestion[],
  deadline: Deadline,
): Promise<readonly Omit<DeviceDetails, 'beta'>[]> {
  const deviceIds = questions.flatMap(({ entraDeviceIds }) => entraDeviceIds);
  const recordIds = questions.flatMap(({ managedDeviceId }) => managedDeviceId ?? []);
  const [entra, intune] = await Promise.all([
    readAll(graph, 'v1.0', deviceIds.map(pathOfEntraDevice), deadline),
    readAll(graph, 'v1.0', recordIds.map(pathOfManagedDevice), deadline),
  ]);
  const entraAnswers = [...entra];
  const intuneAnswers = [...intune];
  return questions.map(({ entraDeviceIds, managedDeviceId }) => ({
    entra: entraDeviceIds.map((id) =>
      parsedPart(entraAnswers.shift(), (answer) => parseEntraDevice(answer, id)),
    ),
    ...(managedDeviceId !== undefined && { intune: parsedPart(intuneAnswers.shift(), parseManagedDevice) }),
  }));
}

function readAll(
  graph: GraphClient,
  version: 'v1.0' | 'beta',
  paths: readonly string[],
  deadline: Deadline,
): Promise<readonly BatchResult[]> {
  const requests = paths.map((path) => ({ path }));
  return graph.batch(requests, { version, deadline });
}
