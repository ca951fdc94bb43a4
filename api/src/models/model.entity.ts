import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ModelCard, ModelSkill, ModelState } from '../contract/models.ts';

/** A trained version of a family of models. The training job writes the row; the API promotes. The artefact is read by jobs only. */
@Entity('models')
export class ModelEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  family!: string;

  @Column('integer')
  version!: number;

  @Column('text')
  state!: ModelState;

  @Column('text', { nullable: true })
  skill!: ModelSkill | null;

  @Column('text', { nullable: true })
  verdict!: string | null;

  /** Large: asked for by name only. */
  @Column('jsonb', { nullable: true, select: false })
  card!: ModelCard | null;

  /** SHA-256 of the artefact, hexadecimal. */
  @Column('text', { nullable: true })
  checksum!: string | null;

  @Column('text', { name: 'job_id' })
  jobId!: string;

  /** Why it is in this state. */
  @Column('text', { nullable: true })
  reason!: string | null;

  /** Why its artefact cannot be read, as jobs found; null: it can, or nobody has looked. */
  @Column('text', { nullable: true })
  unreadable!: string | null;

  @Column('timestamptz', { name: 'unreadable_since', nullable: true })
  unreadableSince!: Date | null;

  /** The training that was started in its place because it cannot be read. */
  @Column('text', { name: 'replaced_by_job', nullable: true })
  replacedByJob!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'promoted_at', nullable: true })
  promotedAt!: Date | null;

  @Column('text', { name: 'promoted_by', nullable: true })
  promotedBy!: string | null;
}
