import { z } from 'zod';

const text = (longest: number) => z.string().trim().min(1).max(longest);
const from = z.array(z.string()).min(1);
const point = z.strictObject({
  text: text(360),
  place: text(160).optional(),
  run: text(400).optional(),
  from,
});

/** A notion of Autopilot, explained; `id` is the name of its file. */
export const notionShape = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: text(70),
  /** What it is, in one or two sentences. */
  meaning: z.strictObject({ text: text(400), from }),
  /** For whoever owns the device: no jargon. */
  employee: text(320),
  /** What is worth knowing about it. */
  points: z.array(point).min(2).max(10),
  /** What it is done with, in order. */
  steps: z.array(point).max(8).optional(),
  /** A table with a heading per column; every row is as long as `columns`. */
  table: z
    .strictObject({
      columns: z.array(text(40)).min(2).max(4),
      rows: z
        .array(z.array(text(160)))
        .min(2)
        .max(10),
      from,
    })
    .optional(),
  /** Where sources disagree. */
  contradictions: z.array(z.strictObject({ text: text(320), from })).max(4),
  /** Ids of other notions and of articles. */
  related: z.array(z.string()).max(8),
  /** How people ask for it. */
  asked: z.array(text(140)).min(2).max(12),
  synonyms: z.array(text(60)).max(20),
});

export type Notion = z.infer<typeof notionShape>;
