import { type Finder, matches } from './entity';

const requestWord =
  '(?:requests?|req|rq|cr|ticket|approval|change request|change|antrags?|anfrage|demande|solicitud|petici[oó]n|r[eé]f)';
const verb =
  '(?:approve[ds]?|approving|accept|grant|authori[sz]e|confirm|reject(?:ed)?|rejecting|decline[ds]?|declining|deny|denied|refuse|veto|disapprove|dismiss|undo|revert|roll(?:ing)? ?back)';

const shapes: readonly RegExp[] = [
  new RegExp(
    `(?<![\\p{L}\\p{N}])${requestWord}[ #:.-]{0,3}(?:(?:number|no\\.?|nr\\.?|num|id|n[°º]|with (?:the )?(?:id|number))[ #:.]{0,3})?(?<value>\\d{1,9})(?![\\p{L}\\p{N}])`,
    'giu',
  ),
  /(?<![\p{L}\p{N}&])# ?(?<value>\d{1,9})(?![\p{L}\p{N}])/giu,
  /\b(?:number|no\.|nr\.?) ?(?<value>\d{1,9})(?![\p{L}\p{N}])/giu,
  new RegExp(
    `\\b${verb} (?:the |it |this )?(?<value>\\d{1,9})(?![\\p{L}\\p{N}]| (?:devices?|laptops?|days?))`,
    'giu',
  ),
];

/** Numbers of requests: "request 12", "#12", "decline 12". */
export const findRequests: Finder = (text) => shapes.flatMap((shape) => matches('request', shape, text));

const counted =
  /(?<![\p{L}\p{N}.:/+-]|\b(?:windows|version|latitude|elitebook|thinkpad|surface|pro|office|gen|model|step|part|phase|top|last|past) )(?<value>\d{1,6})(?![\p{L}\p{N}%]|[.:/-]\d| ?(?:am|pm|o'clock|€|\$|%)| (?:of|more|new|other|devices?|laptops?|machines?|computers?|pcs?|hashes|days?|weeks?|months?|hours?|minutes?|mins?|h|steps?|layers?|apps?|phones?|people|users?|rows?|units?|times?|years?)\b)/giu;

/** Bare numbers that count nothing: in an answer to a request they are its number. */
export const findNumbers: Finder = (text) => matches('number', counted, text);
