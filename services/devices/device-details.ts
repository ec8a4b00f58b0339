import type { BetaRegistration } from '../graph/autopilot-devices';
import { parseBetaRegistration, pathOfAutopilotDevice } from '../graph/autopilot-devices';
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
  readonly registrationId: string;
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

/** Reads the rest of every device in one hop: beta and v1.0 side by side, answers in the order of the questions. */
export async function readDetails(
  graph: GraphClient,
  questions: readonly DetailQuestion[],
  deadline: Deadline,
): Promise<readonly DeviceDetails[]> {
  const betaPaths = questions.map(({ registrationId }) => pathOfAutopilotDevice(registrationId));
  const corePaths = questions.map(({ entraDeviceIds, managedDeviceId }) => [
    ...entraDeviceIds.map(pathOfEntraDevice),
    ...(managedDeviceId === undefined ? [] : [pathOfManagedDevice(managedDeviceId)]),
  ]);
  const [beta, core] = await Promise.all([
    graph.batch(asRequests(betaPaths), { version: 'beta', deadline }),
    graph.batch(asRequests(corePaths.flat()), { version: 'v1.0', deadline }),
  ]);
  const coreAnswers = [...core];
  return questions.map((question, index) => {
    const answers = coreAnswers.splice(0, corePaths[index]?.length ?? 0);
    const entra = question.entraDeviceIds.map((id, position) =>
      parsedPart(answers[position], (answer) => parseEntraDevice(answer, id)),
    );
    const details = { beta: parsedPart(beta[index], parseBetaRegistration), entra };
    if (question.managedDeviceId === undefined) return details;
    return { ...details, intune: parsedPart(answers.at(-1), parseManagedDevice) };
  });
}

function asRequests(paths: readonly string[]) {
  return paths.map((path) => ({ path }));
}
