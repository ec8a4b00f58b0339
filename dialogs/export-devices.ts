import type { Command } from './command';
import sayings from './sayings/export.json';

/** The device list as a file. */
export const exportDevices: Command = {
  id: 'export',
  access: 'admin',
  sideEffect: 'none',
  slots: ['tag'],
  examples: [
    'export the device list as CSV',
    'give me an Excel file of all devices',
    'export everything tagged UK-Corp-Laptop',
  ],
  vocabulary: {
    sayings,
    synonyms: ['export', 'download', 'csv', 'excel', 'xlsx', 'spreadsheet', 'report', 'file'],
    patterns: [
      /^((hi|hello|hey|please|now|can|could|would|will|you|i|we|want|need|to|like|kindly|just|do|an|the) )*(export|download)\b(?!.*\b(hash|hashes|mailbox|contacts|calendar|photos|emails)\b)/,
      /\b(list|devices?|report|inventory|fleet|everything|that|this|it|all|data|overview|numbers|serials|registrations|surfaces?|<tag>)\b.*\b(as|in|to|into|in a|as a|as an|to a|in an) ?(an? )?(csv|excel|xlsx|spreadsheet|file|sheet|table file)\b/,
      /\b(csv|excel|xlsx|spreadsheet|sheet|file|report)\b( (file|sheet|list|report|export))? (with|of|for|containing|listing|about) (all|every|the|our|each|everything|devices?|serials?|registered)\b/,
      /^(csv|excel|xlsx|spreadsheet|report)( (export|file|report|list|please|download))*$/,
    ],
    excludes: [
      /<serial>/,
      /\b(import|upload|register|attached|attachment|hash|hashes|logs?|zip|upload(ed)?|mailbox|contacts|calendar|weather|sent you|columns?|formula|macro|pivot)\b/,
      /\b(not open|crashes|will not open|password)\b/,
    ],
  },
};
