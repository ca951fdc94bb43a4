import type { Provider, Type } from '@nestjs/common';
import { AccountService } from '../access/account.service.ts';
import { DeclaredAccess } from '../access/declared-access.ts';
import { SessionController } from '../access/session.controller.ts';
import { SessionsService } from '../access/sessions.service.ts';
import { SignInService } from '../access/sign-in.service.ts';
import { TokensController } from '../access/tokens.controller.ts';
import { TokenRightsService } from '../access/token-rights.service.ts';
import { TokensService } from '../access/tokens.service.ts';
import { AlertsController } from '../alerts/alerts.controller.ts';
import { AlertsService } from '../alerts/alerts.service.ts';
import { AuditController } from '../audit/audit.controller.ts';
import { AuditService } from '../audit/audit.service.ts';
import { CapturesController } from '../epcis/captures.controller.ts';
import { CapturesService } from '../epcis/captures.service.ts';
import { DocumentChecksService } from '../epcis/document-checks.service.ts';
import { DocumentsService } from '../epcis/documents.service.ts';
import { SingleEventsService } from '../epcis/single-events.service.ts';
import { DatasetsController } from '../datasets/datasets.controller.ts';
import { DatasetRowsService } from '../datasets/dataset-rows.service.ts';
import { DatasetsService } from '../datasets/datasets.service.ts';
import { BaseCurrencyService } from '../disposition/base-currency.service.ts';
import { CapturedEventsService } from '../epcis/captured-events.service.ts';
import { EpcisTraceService } from '../epcis/epcis-trace.service.ts';
import { EpcisEventsController } from '../epcis/events.controller.ts';
import { EpcisResourcesController } from '../epcis/resources.controller.ts';
import { EpcisTraceController } from '../epcis/trace.controller.ts';
import { FiguresService } from '../figures/figures.service.ts';
import { Fsma204PeriodController } from '../fsma204/fsma204-period.controller.ts';
import { Fsma204ScopeController } from '../fsma204/fsma204-scope.controller.ts';
import { Fsma204TraceController } from '../fsma204/fsma204-trace.controller.ts';
import { Fsma204Service } from '../fsma204/fsma204.service.ts';
import { GapsController } from '../gaps/gaps.controller.ts';
import { GapsService } from '../gaps/gaps.service.ts';
import { DependenciesService } from '../health/dependencies.service.ts';
import { HealthController } from '../health/health.controller.ts';
import { MetricsController } from '../health/metrics.controller.ts';
import { MetricsService } from '../health/metrics.service.ts';
import { ImportsController } from '../imports/imports.controller.ts';
import { ImportsService } from '../imports/imports.service.ts';
import { UploadsService } from '../imports/uploads.service.ts';
import { InspectionQueueController } from '../inspection-queue/inspection-queue.controller.ts';
import { InspectionQueueService } from '../inspection-queue/inspection-queue.service.ts';
import { QueueWeeksService } from '../inspection-queue/queue-weeks.service.ts';
import { ImportJobsService } from '../jobs/import-jobs.service.ts';
import { JobCancellationsService } from '../jobs/job-cancellations.service.ts';
import { JobEventsService } from '../jobs/job-events.service.ts';
import { JobsController } from '../jobs/jobs.controller.ts';
import { JobsService } from '../jobs/jobs.service.ts';
import { KpisController } from '../kpis/kpis.controller.ts';
import { KpisService } from '../kpis/kpis.service.ts';
import { LotListController } from '../lots/lot-list.controller.ts';
import { LotListService } from '../lots/lot-list.service.ts';
import { LotRowsController } from '../lots/lot-rows.controller.ts';
import { LotRowsService } from '../lots/lot-rows.service.ts';
import { PassportController } from '../lots/passport.controller.ts';
import { PassportService } from '../lots/passport.service.ts';
import { MailController } from '../mail/mail.controller.ts';
import { MailService } from '../mail/mail.service.ts';
import { MappingPreviewService } from '../mappings/mapping-preview.service.ts';
import { MappingsController } from '../mappings/mappings.controller.ts';
import { MappingsService } from '../mappings/mappings.service.ts';
import { ModelsController } from '../models/models.controller.ts';
import { ModelsService } from '../models/models.service.ts';
import { NamesService } from '../names/names.service.ts';
import { NotificationsController } from '../notifications/notifications.controller.ts';
import { NotificationsService } from '../notifications/notifications.service.ts';
import { OpenApiController } from '../openapi/openapi.controller.ts';
import { OpenApiService } from '../openapi/openapi.service.ts';
import { PublicationsService } from '../publications/publications.service.ts';
import { ExpiryRisksController } from '../risk/expiry-risks.controller.ts';
import { ExpiryRisksService } from '../risk/expiry-risks.service.ts';
import { QueuedLotsService } from '../risk/queued-lots.service.ts';
import { ReviewsService } from '../risk/reviews.service.ts';
import { ScoringService } from '../risk/scoring.service.ts';
import { UnreadableVersionsService } from '../models/unreadable-versions.service.ts';
import { SupplierLotsController } from '../risk/supplier-lots.controller.ts';
import { SupplierLotsService } from '../risk/supplier-lots.service.ts';
import { SupplierRisksController } from '../risk/supplier-risks.controller.ts';
import { SupplierItemsService } from '../risk/supplier-items.service.ts';
import { SupplierRisksService } from '../risk/supplier-risks.service.ts';
import { RootsService } from '../roots/roots.service.ts';
import { ExcludedLotController } from '../scope/excluded-lot.controller.ts';
import { ExcludedLotService } from '../scope/excluded-lot.service.ts';
import { OpenScopeService } from '../scope/open-scope.service.ts';
import { ScopeController } from '../scope/scope.controller.ts';
import { ScopeCustomersService } from '../scope/scope-customers.service.ts';
import { ScopeListsController } from '../scope/scope-lists.controller.ts';
import { ScopeRowsController } from '../scope/scope-rows.controller.ts';
import { ScopeRowsService } from '../scope/scope-rows.service.ts';
import { ScopeService } from '../scope/scope.service.ts';
import { ScopeCostsService } from '../scope/scope-costs.service.ts';
import { ShipmentCountsService } from '../scope/shipment-counts.service.ts';
import { SearchController } from '../search/search.controller.ts';
import { SettingsController } from '../settings/settings.controller.ts';
import { SettingsService } from '../settings/settings.service.ts';
import { SitesController } from '../sites/sites.controller.ts';
import { SuspectsController } from '../suspects/suspects.controller.ts';
import { TraceController } from '../trace/trace.controller.ts';
import { TraceService } from '../trace/trace.service.ts';
import { UsersController } from '../users/users.controller.ts';
import { UsersService } from '../users/users.service.ts';
import { WebhooksController } from '../webhooks/webhooks.controller.ts';
import { WebhooksService } from '../webhooks/webhooks.service.ts';

export const controllers: Type[] = [
  AlertsController,
  AuditController,
  CapturesController,
  DatasetsController,
  EpcisEventsController,
  EpcisTraceController,
  EpcisResourcesController,
  ExcludedLotController,
  ExpiryRisksController,
  Fsma204PeriodController,
  Fsma204ScopeController,
  Fsma204TraceController,
  GapsController,
  HealthController,
  ImportsController,
  InspectionQueueController,
  JobsController,
  KpisController,
  LotListController,
  LotRowsController,
  MailController,
  MappingsController,
  MetricsController,
  ModelsController,
  NotificationsController,
  OpenApiController,
  PassportController,
  ScopeController,
  ScopeListsController,
  ScopeRowsController,
  SearchController,
  SessionController,
  SettingsController,
  SitesController,
  SupplierLotsController,
  SupplierRisksController,
  SuspectsController,
  TokensController,
  TraceController,
  UsersController,
  WebhooksController,
];

export const providers: Provider[] = [
  CapturedEventsService,
  EpcisTraceService,
  AccountService,
  AlertsService,
  AuditService,
  BaseCurrencyService,
  CapturesService,
  DatasetRowsService,
  DatasetsService,
  DeclaredAccess,
  DependenciesService,
  DocumentChecksService,
  DocumentsService,
  ExcludedLotService,
  ExpiryRisksService,
  FiguresService,
  Fsma204Service,
  GapsService,
  ImportJobsService,
  ImportsService,
  InspectionQueueService,
  JobCancellationsService,
  JobEventsService,
  JobsService,
  KpisService,
  LotListService,
  LotRowsService,
  MailService,
  MappingPreviewService,
  MappingsService,
  MetricsService,
  ModelsService,
  NamesService,
  NotificationsService,
  OpenApiService,
  OpenScopeService,
  PassportService,
  PublicationsService,
  QueueWeeksService,
  QueuedLotsService,
  ReviewsService,
  RootsService,
  ScopeCustomersService,
  ScopeRowsService,
  ScopeService,
  ScoringService,
  SessionsService,
  SettingsService,
  ScopeCostsService,
  ShipmentCountsService,
  SignInService,
  SingleEventsService,
  SupplierLotsService,
  SupplierItemsService,
  SupplierRisksService,
  TokenRightsService,
  TokensService,
  TraceService,
  UnreadableVersionsService,
  UploadsService,
  UsersService,
  WebhooksService,
];
