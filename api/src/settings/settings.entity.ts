import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row of settings. */
@Entity('settings')
export class SettingsEntity {
  @PrimaryColumn('boolean')
  single!: true;

  @Column('text')
  organisation!: string;

  @Column('text', { name: 'base_currency', nullable: true })
  baseCurrency!: string | null;

  @Column('double precision', { name: 'traceability_target_hours' })
  traceabilityTargetHours!: number;

  @Column('text', { name: 'traceability_plan', nullable: true })
  traceabilityPlan!: string | null;
}
