import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { QueueReason } from '../contract/risk.ts';

/** Which lots were chosen for inspection, and why. */
@Injectable()
export class QueuedLotsService {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async reasons(lotIds: readonly string[]): Promise<Map<string, QueueReason>> {
    const rows = await this.database.query<{ lot_id: string; reason: QueueReason }[]>(
      'SELECT lot_id, reason FROM inspection_queue_items WHERE lot_id = ANY ($1)',
      [lotIds],
    );
    return new Map(rows.map(({ lot_id, reason }) => [lot_id, reason]));
  }
}
