import { auditCard } from './audit';
import type { Card, CardData } from './card';
import { changeCard } from './change';
import { changeDevicesCard } from './change-devices';
import { changeListCard } from './change-list';
import { channelCard } from './channel';
import { choicesCard } from './choices';
import { deviceStatusCard } from './device-status';
import { deviceTableCard } from './device-table';
import { digestCard } from './digest';
import { espSettingsCard } from './esp-settings';
import { explanationCard } from './explanation';
import { explanationTableCard } from './explanation-table';
import { failureClusterCard } from './failure-cluster';
import { helpCard } from './help';
import { helpCaseCard } from './help-case';
import { helpOfferCard } from './help-offer';
import { helpRequestCard } from './help-request';
import { importOfferCard } from './import-offer';
import { importProgressCard } from './import-progress';
import { importRowsCard } from './import-rows';
import { modesCard } from './modes';
import { myDeviceCard } from './my-device';
import { notFoundCard } from './not-found';
import { notionCard } from './notion';
import { notionOfferCard } from './notion-offer';
import { requestCard } from './request';
import { tagImpactCard } from './tag-impact';
import { tagsCard } from './tags';
import { watchCard } from './watch';
import { watchNoticeCard } from './watch-notice';
import { welcomeCard } from './welcome';

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
  helpOfferCard,
  helpRequestCard,
  helpCaseCard,
  failureClusterCard,
  digestCard,
  myDeviceCard,
  welcomeCard,
  channelCard,
  watchCard,
  watchNoticeCard,
];
