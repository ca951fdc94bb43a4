import type { DataSourceOptions } from 'typeorm';
import { ApiTokenEntity } from '../access/api-token.entity.ts';
import { SessionEntity } from '../access/session.entity.ts';
import { SignInLinkEntity } from '../access/sign-in-link.entity.ts';
import { UserEntity } from '../access/user.entity.ts';
import { AlertEntity } from '../alerts/alert.entity.ts';
import { AuditEntryEntity } from '../audit/audit-entry.entity.ts';
import { CaptureEntity } from '../epcis/capture.entity.ts';
import { ImportEntity } from '../imports/import.entity.ts';
import { MappingEntity } from '../mappings/mapping.entity.ts';
import { ModelEntity } from '../models/model.entity.ts';
import { LotFeedbackEntity } from '../risk/lot-feedback.entity.ts';
import { SettingsEntity } from '../settings/settings.entity.ts';
import { WebhookDeliveryEntity } from '../webhooks/webhook-delivery.entity.ts';
import { WebhookEntity } from '../webhooks/webhook.entity.ts';
import { CreatePeople1763800000001 } from './migrations/0001-create-people.ts';
import { CreateImports1763800000002 } from './migrations/0002-create-imports.ts';
import { CreateAudit1763800000003 } from './migrations/0003-create-audit.ts';
import { CreateModels1763800000004 } from './migrations/0004-create-models.ts';
import { CreateAlerts1763800000005 } from './migrations/0005-create-alerts.ts';
import { NameTokenMakers1763800000006 } from './migrations/0006-name-token-makers.ts';
import { CountRefreshes1763800000007 } from './migrations/0007-count-refreshes.ts';
import { CreateLotFeedback1763800000010 } from './migrations/0010-create-lot-feedback.ts';
import { CreateInspectionQueues1763800000011 } from './migrations/0011-create-inspection-queues.ts';
import { CreateWebhooks1763800000012 } from './migrations/0012-create-webhooks.ts';
import { CreateAlertMails1763800000013 } from './migrations/0013-create-alert-mails.ts';
import { CreateJobCancellations1763800000020 } from './migrations/0020-create-job-cancellations.ts';
import { CreateModelDrift1763800000021 } from './migrations/0021-create-model-drift.ts';
import { NoteUnreadableModels1763800000022 } from './migrations/0022-note-unreadable-models.ts';
import { PlaceAlerts1763800000023 } from './migrations/0023-place-alerts.ts';
import { CreateJobLedger1763800000030 } from './migrations/0030-create-job-ledger.ts';
import { KeepTraceabilityPlan1763800000320 } from './migrations/0320-keep-traceability-plan.ts';
import { CreateCaptures1763800000310 } from './migrations/0310-create-captures.ts';

/** The metadata database: every entity, and the migrations that bring it up to date. */
export function dataSourceOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName: 'lotscope api',
    entities: [
      AlertEntity,
      ApiTokenEntity,
      AuditEntryEntity,
      CaptureEntity,
      ImportEntity,
      LotFeedbackEntity,
      MappingEntity,
      ModelEntity,
      SessionEntity,
      SettingsEntity,
      SignInLinkEntity,
      UserEntity,
      WebhookDeliveryEntity,
      WebhookEntity,
    ],
    migrations: [
      CreatePeople1763800000001,
      CreateImports1763800000002,
      CreateAudit1763800000003,
      CreateModels1763800000004,
      CreateAlerts1763800000005,
      NameTokenMakers1763800000006,
      CountRefreshes1763800000007,
      CreateLotFeedback1763800000010,
      CreateInspectionQueues1763800000011,
      CreateWebhooks1763800000012,
      CreateAlertMails1763800000013,
      CreateJobCancellations1763800000020,
      CreateModelDrift1763800000021,
      NoteUnreadableModels1763800000022,
      PlaceAlerts1763800000023,
      CreateJobLedger1763800000030,
      KeepTraceabilityPlan1763800000320,
      CreateCaptures1763800000310,
    ],
    migrationsTransactionMode: 'all',
    synchronize: false,
    extra: { max: 16 },
  };
}
