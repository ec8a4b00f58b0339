import type { DeviceStatus, Layer, LayerName, LayerState, Readiness } from './device-status';
import { layerNames } from './device-status';
import { configurationRules } from './layers/configuration';
import { entraJoinRules } from './layers/entra-join';
import { hardwareRules } from './layers/hardware';
import { mdmEnrolmentRules } from './layers/mdm-enrolment';
import { readyRules } from './layers/ready';
import type { Facts, ReasonValue, Rule } from './layers/rule';
import { valueOf } from './layers/rule';
import { relationToEnrolment } from './layers/this-enrolment';

const ruleTables = {
  hardware: hardwareRules,
  'entra-join': entraJoinRules,
  'mdm-enrolment': mdmEnrolmentRules,
  configuration: configurationRules,
  ready: readyRules,
} as const satisfies Record<LayerName, readonly Rule[]>;

/** Why a layer is as it is. Each key has a sentence in the catalogue under `readiness.reason.<key>`. */
export type ReadinessReason = (typeof ruleTables)[LayerName][number]['reason'];

/** All rules in the order they are tried: what is known to be wrong first, then what cannot be known, then the rest. */
export const readinessRules: Readonly<Record<LayerName, readonly Rule[]>> = ruleTables;

export { nextSteps } from './next-steps';

export const readinessReasons: readonly ReadinessReason[] = [
  ...new Set(layerNames.flatMap((name) => ruleTables[name].map(({ reason }) => reason))),
];

/** The next step is that of the first layer in the most urgent state; doubt comes before advice to go on. */
const urgency: readonly LayerState[] = ['blocked', 'in-progress', 'unknown', 'not-started', 'done'];

/**
 * Says how far a registered device has come through the guide's five layers, why, and what to do next.
 * A piece that could not be read makes its layer `unknown`, never `done`. `now` in ms since 1970.
 */
export function readinessOf(device: DeviceStatus, now: number): Readiness {
  const judged = new Map<LayerName, LayerState>();
  const facts = factsOf(device, now, judged);
  const values = valuesOf(facts);
  const verdicts = layerNames.map((name) => {
    const rule = decidingRule(name, facts, values);
    judged.set(name, rule.state);
    return { rule, layer: layerOf(name, rule, values) };
  });
  const decisive = urgency
    .flatMap((state) => verdicts.filter(({ rule }) => rule.state === state))
    .find(({ rule }) => rule.next !== 'none');
  return {
    layers: verdicts.map(({ layer }) => layer),
    nextStep: decisive?.rule.next ?? 'none',
    ...(decisive?.layer.values && { values: decisive.layer.values }),
  };
}

function factsOf(device: DeviceStatus, now: number, judged: Facts['judged']): Facts {
  const intune = valueOf(device.intune);
  const last = valueOf(device.deployment);
  const relation = last === undefined ? 'open' : relationToEnrolment(last, intune?.enrolledAt);
  return {
    device,
    now,
    profile: valueOf(device.profile),
    intune,
    entra: valueOf(device.entra),
    deployment: relation === 'earlier' ? undefined : last,
    relation,
    judged,
  };
}

type Values = ReadonlyMap<ReasonValue, string | number>;

function decidingRule(name: LayerName, facts: Facts, values: Values): Rule {
  const rule = readinessRules[name].find(
    (candidate) => candidate.when(facts) && (candidate.values ?? []).every((key) => values.has(key)),
  );
  if (!rule) throw new Error(`No rule of the layer ${name} applies.`);
  return rule;
}

function layerOf(name: LayerName, rule: Rule, values: Values): Layer {
  const { state, reason } = rule;
  if (!rule.values) return { name, state, reason };
  return {
    name,
    state,
    reason,
    values: Object.fromEntries(rule.values.map((key) => [key, values.get(key) ?? ''])),
  };
}

function valuesOf({ profile, intune, entra, deployment }: Facts): Values {
  const all: Record<ReasonValue, string | number | undefined> = {
    assignedProfile: profile?.assignedProfile,
    intendedProfile: profile?.intendedProfile,
    detail: profile?.detail,
    failure: deployment?.failure,
    startedAt: deployment?.startedAt,
    endedAt: deployment?.endedAt,
    enrolledAt: intune?.enrolledAt,
    lastSyncAt: intune?.lastSyncAt,
    compliance: intune?.compliance,
    trustType: entra?.trustType,
  };
  const known = new Map<ReasonValue, string | number>();
  for (const [key, value] of Object.entries(all) as [ReasonValue, string | number | undefined][]) {
    if (value !== undefined) known.set(key, value);
  }
  return known;
}
