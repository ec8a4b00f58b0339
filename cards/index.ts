import { auditCard } from './audit';
import type { Card, CardData } from './card';
import { changeCard } from './change';
import { changeDevicesCard } from './change-devices';
import { changeListCard } from './change-list';
import { choicesCard } from './choices';
import { deviceStatusCard } from './device-status';
import { deviceTableCard } from './device-table';
import { espSettingsCard } from './esp-settings';
import { explanationCard } from './explanation';
import { explanationTableCard } from './explanation-table';
import { helpCard } from './help';
import { importOfferCard } from './import-offer';
import { importProgressCard } from './import-progress';
import { importRowsCard } from './import-rows';
import { modesCard } from './modes';
import { notFoundCard } from './not-found';
import { notionCard } from './notion';
import { notionOfferCard } from './notion-offer';
import { requestCard } from './request';
import { tagImpactCard } from './tag-impact';
import { tagsCard } from './tags';

/** All cards; tests and the preview iterate over them. */
export const cards: readonly Card<CardData>[] = [
  deviceStatusCard,
  deviceTableCard,
  notFoundCard,
  helpCard,
  choicesCard,
  auditCard,
  requestCard,
  importOfferCard,
  importProgressCard,
  importRowsCard,
  tagImpactCard,
  tagsCard,
  espSettingsCard,
  changeCard,
  changeDevicesCard,
  changeListCard,
  explanationCard,
  explanationTableCard,
  notionCard,
  notionOfferCard,
  modesCard,
];
