import type { Problem } from '@lotscope/epcis';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const bigint = { from: Number, to: (value: number) => value };

/** One request of a sender of events. The API writes the row when the document has been checked, the capture job moves it by plain SQL. */
@Entity('captures')
export class CaptureEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  behaviour!: 'rollback' | 'proceed';

  /** Lines of events that wait to be taken in. */
  @Column('text', { nullable: true })
  path!: string | null;

  /** Of the document as it was sent. */
  @Column('bigint', { transformer: bigint })
  bytes!: number;

  @Column('text')
  sha256!: string;

  /** Events that were right. */
  @Column('bigint', { transformer: bigint })
  events!: number;

  @Column('text', { default: 'queued' })
  state!: 'queued' | 'running' | 'done' | 'failed';

  /** Events that were new. */
  @Column('bigint', { default: 0, transformer: bigint })
  stored!: number;

  /** The import that brought the rows of the last of them. */
  @Column('uuid', { name: 'import_id', nullable: true })
  importId!: string | null;

  /** The import that it was sent as. */
  @Column('uuid', { name: 'upload_id', nullable: true })
  uploadId!: string | null;

  /** What was wrong with events that were left out. */
  @Column('jsonb', { default: [] })
  problems!: Problem[];

  @Column('text', { nullable: true })
  error!: string | null;

  @Column('text', { name: 'created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'created_at', default: () => `date_trunc('milliseconds', now())` })
  createdAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
