const telling =
  '(?:notify|notified|notifying|tell|telling|told|inform|informed|informing|message|messaging|write|send|alert|alerted|ping|pinged|remind|warn|watch|watching|follow|following|track|monitor|keep)';

/** Shapes in which a person asks not to be told, in canonical words: “do not notify me”, “benachrichtige mich nicht”. */
export const refusedNews: readonly RegExp[] = [
  new RegExp(
    `(?<!\\b(?:can|forget) )\\b(?:not|never|no longer|no need) (?:(?:want|need|have|wish|like|to|be|get|please|that|you|me) ){0,4}${telling}\\b`,
  ),
  new RegExp(`\\b${telling} (?:me|us|<serial>) (?:please )?(?:not|never|no longer)\\b(?! later\\b)`),
];
