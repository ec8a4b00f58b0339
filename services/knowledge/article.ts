import { z } from 'zod';

/** The five layers of a deployment, from the ground up. */
export const layers = [
  'physical-hardware',
  'entra-join',
  'mdm-enrolment',
  'autopilot-configuration',
  'device-readiness',
] as const;

/** Where in a device's life something is met, in the order in which a device goes through it. */
export const phases = [
  'registration',
  'profile-download',
  'oobe-sign-in',
  'securing-hardware',
  'joining-network',
  'registering-mdm',
  'preparing-mdm',
  'device-security-policies',
  'device-certificates',
  'device-network-connections',
  'device-apps',
  'account-joining',
  'account-security-policies',
  'account-certificates',
  'account-network-connections',
  'account-apps',
  'desktop',
] as const;

export const families = [
  'autopilot',
  'delivery-optimization',
  'device-registration',
  'esp-apps',
  'import',
  'mdm-enrolment',
  'msi',
  'network',
  'oma-dm',
  'other',
  'tpm',
  'win32',
  'windows-update',
] as const;

export const confidences = ['high', 'medium', 'low'] as const;

const text = (longest: number) => z.string().trim().min(1).max(longest);
/** Ids of `sources.json`. */
const from = z.array(z.string()).min(1);

/** Something said to be so, and where it is known from. */
const claim = z.strictObject({ text: text(320), from });

/** Something to do: where to click, or what to type. */
const step = z.strictObject({
  text: text(320),
  place: text(160).optional(),
  run: text(200).optional(),
  from,
});

/**
 * An explanation of one failure, screen or family of failures. `id` is the name of its file. `codes` are written as
 * `0x` and eight upper-case digits, or as a plain number for exit codes and import errors.
 */
export const articleShape = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  kind: z.enum(['code', 'screen', 'family']),
  family: z.enum(families),
  title: text(70),
  codes: z.array(z.string().regex(/^(0x[0-9A-F]{8}|\d{1,5}|AADSTS\d+)$/)),
  symbols: z.array(text(80)),
  meaning: claim,
  layers: z.array(z.enum(layers)).min(1),
  phases: z.array(z.enum(phases)).min(1),
  /** Most likely first. */
  causes: z.array(claim).min(1).max(8),
  checks: z.array(step).min(1).max(8),
  /** For whoever owns the device: no code, no jargon. */
  employee: z.strictObject({ happened: text(200), now: text(240) }),
  helpdesk: z.strictObject({ steps: z.array(step).min(1).max(8), escalate: text(320) }),
  admin: z.strictObject({ rootCause: claim, settings: z.array(step).min(1).max(8) }),
  /** What the same code means in a phase of its own. */
  inPhase: z.array(z.strictObject({ phase: z.enum(phases), text: text(320), from })).optional(),
  /** Codes and ids of other articles. */
  related: z.array(z.string()).max(8),
  /** Where sources disagree. */
  contradictions: z.array(claim).max(4),
  /** How people tell of it without naming a code. */
  symptoms: z.array(text(140)).min(2).max(30),
  synonyms: z.array(text(60)).max(20),
  confidence: z.enum(confidences),
});

export type Article = z.infer<typeof articleShape>;
export type Phase = (typeof phases)[number];
export type Family = (typeof families)[number];

/** A failure code without an article of its own; its family's article says what to do. */
export const codeRowShape = z.strictObject({
  code: z.string().regex(/^(0x[0-9A-F]{8}|\d{1,5})$/),
  /** Empty when no name is known. */
  symbol: z.string().max(80),
  meaning: text(200),
  from,
  confidence: z.enum(confidences),
});

export type CodeRow = z.infer<typeof codeRowShape>;
