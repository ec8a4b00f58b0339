import { renderCard } from '../../../cards/card';
import { createMessages } from '../../../cards/messages';
import { tagImpactCard, tagImpactData, type TagImpactInput } from '../../../cards/tag-impact';
import { ok, fail } from '../../../services/result';
import type { DeploymentMode } from '../../../services/graph/deployment-profiles';
import type { TagImpact } from '../../../services/tags/impact';
import { membershipRule } from '../../../services/tags/rules/membership-rule';
import type { RuleDoubt } from '../../../services/tags/rules/rule';
import type { TagWarning } from '../../../services/tags/warnings';

/** English, and a sentence without one of its values is a failed test. */
const say = createMessages({
  onMissing: (complaint) => {
    throw new Error(complaint);
  },
})('en');

const group = (name: string) => ({ id: name, name, isPaused: false, rule: membershipRule('') });
const profile = (name: string, mode: DeploymentMode = 'user-driven') => ({
  id: name,
  name,
  mode,
  isPreprovisioningAllowed: mode === 'user-driven',
  assignments: [],
});
const page = (name: string, isDefault = false) => ({
  id: name,
  name,
  isStatusPage: true,
  isDefault,
  priority: 1,
  timeoutMinutes: isDefault ? 1 : 60,
  settings: {},
  assignments: [],
});

/** Everything that tenants wrote is `text`. */
function impactSaying(text: string, mode?: DeploymentMode): TagImpact {
  return {
    tag: text,
    carriers: ok(214),
    groups: ok({ byTag: [group(text)], anyway: [group(text)], paused: [], doubtful: [] }),
    profile: ok({ profile: profile(text, mode), via: 'group', rivals: [], perhaps: [], filters: [] }),
    statusPage: ok({ page: page(text), perhaps: [], filters: [] }),
    devices: [
      { device: { serial: text, groupTag: text, isEnrolled: true }, gains: [], loses: [] },
      { device: { serial: text, groupTag: `${text}2`, isEnrolled: true }, gains: [text], loses: [text] },
      { device: { serial: text, isEnrolled: false }, gains: [], loses: [] },
    ],
    warnings: warningsSaying(text),
  };
}

const doubtsSaying = (text: string): readonly RuleDoubt[] => [
  { type: 'not-understood', near: text },
  { type: 'too-long' },
  { type: 'property', property: text },
  { type: 'operator', operator: text },
  { type: 'pattern', pattern: text },
];

const warningsSaying = (text: string): readonly TagWarning[] => [
  { type: 'not-used', near: [] },
  { type: 'not-used', near: [{ tag: text, count: 214 }] },
  { type: 'no-group' },
  { type: 'no-profile' },
  { type: 'groups-incomplete' },
  { type: 'default-profile', profile: text },
  { type: 'conflict', winner: text, others: [text, text] },
  { type: 'paused', group: text },
  { type: 'perhaps-profile', name: text },
  { type: 'perhaps-page', name: text },
  { type: 'filter', owner: text, filters: [text] },
  { type: 'also-takes', group: text, tags: Array.from({ length: 40 }, () => text) },
  { type: 'enrolled', serials: Array.from({ length: 20 }, () => text) },
  ...doubtsSaying(text).map((doubt) => ({ type: 'doubt', group: text, doubt }) as const),
];

const state = (name: string, impact: TagImpact, more: Partial<TagImpactInput> = {}) => ({
  name: `tag-impact: ${name}`,
  render: () => renderCard(tagImpactCard, tagImpactData({ say, impact, ...more })),
});

const calm: TagImpact = {
  ...impactSaying('UK-Corp-Laptop'),
  groups: ok({
    byTag: [group('Autopilot - UK Corp')],
    anyway: [group('Autopilot - All devices')],
    paused: [],
    doubtful: [],
  }),
  profile: ok({ profile: profile('UK user-driven'), via: 'group', rivals: [], perhaps: [], filters: [] }),
  statusPage: ok({ page: page('ESP office devices'), perhaps: [], filters: [] }),
  devices: [],
  warnings: [],
};

const nowhere: TagImpact = {
  ...calm,
  tag: 'UK-Crop-Laptop',
  carriers: ok(0),
  groups: ok({ byTag: [], anyway: [], paused: [], doubtful: [] }),
  profile: ok({ via: 'nothing', rivals: [], perhaps: [], filters: [] }),
  statusPage: ok({ page: page('All users and all devices', true), perhaps: [], filters: [] }),
  warnings: [
    { type: 'not-used', near: [{ tag: 'UK-Corp-Laptop', count: 214 }] },
    { type: 'no-group' },
    { type: 'no-profile' },
  ],
};

const refused = fail({ type: 'forbidden' } as const);
const blind: TagImpact = {
  ...calm,
  carriers: refused,
  groups: refused,
  profile: refused,
  statusPage: refused,
};

const full: TagImpact = {
  ...impactSaying('x'.repeat(64)),
  devices: Array.from({ length: 20 }, (_, n) => ({
    device: { serial: `5CG${n}`, groupTag: 'y'.repeat(64), isEnrolled: true },
    gains: Array.from({ length: 9 }, () => 'g'.repeat(120)),
    loses: Array.from({ length: 9 }, () => 'l'.repeat(120)),
  })),
};

const modes: readonly DeploymentMode[] = ['user-driven', 'self-deploying', 'hybrid', 'unknown'];

export const tagImpactShowcase = [
  state('one clear way', calm),
  state('nowhere', nowhere),
  state('devices and warnings', {
    ...calm,
    devices: [
      {
        device: { serial: '5CG4217QHX', groupTag: 'DE-Kiosk-Desktop', isEnrolled: true },
        gains: ['Autopilot - UK Corp'],
        loses: ['Autopilot - Kiosks'],
      },
    ],
    warnings: [
      { type: 'conflict', winner: 'UK user-driven', others: ['Developers'] },
      { type: 'enrolled', serials: ['5CG4217QHX'] },
      { type: 'also-takes', group: 'Autopilot - UK Corp', tags: ['UK-Corp-Desktop', 'UK-Corp-Surface'] },
    ],
  }),
  state('nothing could be read', blind),
];

export const tagImpactStates = [
  ...tagImpactShowcase,
  ...modes.map((mode) => state(mode, impactSaying('UK-Corp', mode))),
  ...warningsSaying('UK-Corp').map((warning, n) =>
    state(`warning ${n}`, { ...calm, carriers: ok(1), warnings: [warning] }),
  ),
  state('no status page', { ...calm, statusPage: ok({ perhaps: [], filters: [] }) }),
  state('all it can hold', full, {
    notLooked: Array.from({ length: 20 }, (_, n) => `5CG${n}`),
    tooMany: { named: 30, limit: 20 },
  }),
];

export const hostileTagImpacts = (text: string) => [
  state(`hostile ${JSON.stringify(text.slice(0, 20))}`, impactSaying(text), { notLooked: [text] }),
];
