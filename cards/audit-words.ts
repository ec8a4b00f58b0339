import type { TrailEntry } from '../services/audit/trail-entry';
import { clip } from './clip';
import { sayIfKnown, type Say } from './messages';

const longestActivity = 120;

/** What an entry tells: the bot's in its own words, Intune's as Intune writes it. */
export function whatWasDone(say: Say, entry: TrailEntry): string {
  if (entry.source === 'intune') return clip(entry.activity, longestActivity) || say('audit.unnamed');
  return say('audit.did', {
    title: sayIfKnown(say, `commands.${entry.command}.title`, entry.command),
    action: sayIfKnown(say, `audit.action.${entry.action}`, entry.action),
  });
}

/** To the minute, in UTC: "2026-03-02 09:00". A chat is read in several time zones. */
export function dateText(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
