import { z } from 'zod';

export const modeIds = [
  'user-driven',
  'self-deploying',
  'pre-provisioning',
  'existing-devices',
  'device-preparation',
] as const;

const text = (longest: number) => z.string().trim().min(1).max(longest);

/** A way to deploy; `id` is also the id of the notion that explains it. */
export const modeShape = z.strictObject({
  id: z.enum(modeIds),
  name: text(40),
  whoConfigures: text(120),
  bestFor: text(120),
  adminPresent: text(40),
  prerequisites: z.array(text(120)).min(2).max(8),
  notFor: text(160),
  /** What is done, in order. */
  steps: z.array(text(120)).min(3).max(5),
  /** What people would use it for, as they would name it. */
  bestUses: z.array(text(40)).min(8).max(12),
  from: z.array(z.string()).min(1),
});

export type Mode = z.infer<typeof modeShape>;
export type ModeId = (typeof modeIds)[number];

const wordsOfModes = z.record(z.enum(modeIds), z.array(text(60)).min(1));

/** How else people name the modes and what they use them for; `empty` are words that tell nothing of a use. */
export const modeWordsShape = z.strictObject({
  names: wordsOfModes,
  uses: wordsOfModes,
  empty: z.string(),
});

export type ModeWords = z.infer<typeof modeWordsShape>;
