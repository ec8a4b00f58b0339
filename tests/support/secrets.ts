import { hashText } from '../services/demo/hash-text';

const hash = hashText({ serialNumber: 'NEW0001', manufacturer: 'HP', model: 'HP EliteBook' });
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwbGFudGVkLXN1YmplY3QifQ.c2lnbmF0dXJlLXBsYW50ZWQ';

/** What must appear nowhere, as people and services write it, with the part that gives it away. */
export const secrets = {
  'a hardware hash': { text: hash, needle: hash.slice(0, 60) },
  'a hardware hash in lines': { text: hash.match(/.{1,64}/g)!.join('\n'), needle: hash.slice(64, 120) },
  'a bearer token': { text: `Authorization: Bearer ${jwt}`, needle: 'eyJzdWIiOiJwbGFudGVkLXN1YmplY3Qi' },
  'an opaque token': { text: 'Bearer 0a1b2c3d4e5f60718293', needle: '0a1b2c3d4e5f6071' },
  'a client secret': { text: 'client_secret=pl4nted-and-secret', needle: 'pl4nted-and' },
  'a client secret without its name': {
    text: 'Zx18Q~plantedPLANTEDplanted.PLANTED_plan',
    needle: 'plantedPLANTEDplanted',
  },
  'a password': { text: '{"password":"correct horse"}', needle: 'correct horse' },
  'a database URL': { text: 'postgres://bot:hunter2@db.example:5432/bot', needle: 'hunter2' },
} as const;

export const planted = Object.values(secrets)
  .map(({ text }) => text)
  .join(' | ');

/** The names of the secrets that a text gives away. */
export function found(text: string): string[] {
  return Object.entries(secrets).flatMap(([name, { needle }]) => (text.includes(needle) ? [name] : []));
}
