import { alertActions } from './alerting/alert-actions';
import { alertsAnswer } from './alerting/alerts-answer';
import type { Command } from './command';
import { OneTurnDialog } from './one-turn-dialog';
import { sendCard } from './reply';
import sayings from './sayings/alerts.json';

/** What several deployments failed of lately. */
export const alerts: Command = {
  id: 'alerts',
  access: 'helpdesk',
  sideEffect: 'none',
  menus: ['team', 'groupChat'],
  slots: [],
  examples: ['what fails right now?', 'are there failure clusters?', 'do several devices fail alike?'],
  vocabulary: {
    sayings,
    synonyms: ['alerts', 'clusters', 'cluster', 'alike'],
    patterns: [
      /\b(failure|failures|error|errors) (clusters?|alerts?|groups)\b/,
      /\b(clusters? of|clustered|clustering) (failures?|errors?|devices?)\b/,
      /^(what|which apps?|which codes?|anything|does anything|is anything|is something) (is |that )?(fails?|failing|broken) (right now|at the moment|currently|today|just now)$/,
      /\b(devices?|deployments?|set ?ups?) (that )?(are |all |also )*(fail|failing|failed) (alike|together|the same way|(of|for|with|on) the same (cause|reason|error|code|app))\b/,
      /^(show |list |the |open |current |active |any |all )*alerts( please| now)?$/,
      /^(which|what|are there( any)?) (failure )?alerts\b/,
    ],
    excludes: [
      /<serial>/,
      /<code>/,
      /\b(mute|watch|tell me|notify)\b/,
      /\b(send|post|put|bring|deliver)\b.*\bhere\b/,
      /\balerts (come |go )?here\b/,
    ],
  },
  actions: alertActions,
  createDialog: (services) =>
    new OneTurnDialog('alerts', async (context, invocation) => {
      for (const answer of await alertsAnswer(invocation, services)) await sendCard(context, answer);
    }),
};
