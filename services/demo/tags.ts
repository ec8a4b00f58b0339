import type { Form } from './makers';
import { pickWeighted, roll } from './seed';

const countries = [
  { weight: 40, code: 'UK' },
  { weight: 25, code: 'DE' },
  { weight: 15, code: 'FR' },
  { weight: 20, code: 'US' },
] as const;

/** How a device is meant to be deployed; the profile of its tag decides it. */
const roles: Readonly<Record<Form, readonly { readonly weight: number; readonly role: string }[]>> = {
  Laptop: [
    { weight: 82, role: 'Corp' },
    { weight: 10, role: 'Dev' },
    { weight: 8, role: 'Shared' },
  ],
  Desktop: [
    { weight: 60, role: 'Corp' },
    { weight: 40, role: 'Kiosk' },
  ],
  Surface: [
    { weight: 65, role: 'Corp' },
    { weight: 35, role: 'Exec' },
  ],
  VM: [{ weight: 1, role: 'Test' }],
};

/** What a hurried hand makes of the convention; no group rule matches these. */
const slips: readonly ((tag: string) => string)[] = [
  (tag) => tag.replace('Corp', 'Crop').replace('Laptop', 'Labtop'),
  (tag) => tag.replaceAll('-', '_'),
  (tag) => tag.replaceAll('-', ' ').toLowerCase(),
];

const untaggedShare = 0.04;
const mistypedShare = 0.015;

/** The group tag of a device by the convention Country-Role-DeviceType; a few have none or a mistyped one. */
export function groupTagOf(seed: number, key: number, form: Form): string {
  const oddity = roll(seed, 'tag-oddity', key);
  if (oddity < untaggedShare) return '';
  const country = pickWeighted(countries, roll(seed, 'country', key)).code;
  const { role } = pickWeighted(roles[form], roll(seed, 'role', key));
  const tag = `${country}-${role}-${form}`;
  const slip = slips[key % slips.length];
  return oddity < untaggedShare + mistypedShare && slip !== undefined ? slip(tag) : tag;
}
