import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Role } from '../contract/roles.ts';

@Entity('users')
export class UserEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  /** Lower case; unique. */
  @Column('text')
  email!: string;

  @Column('text')
  name!: string;

  @Column('text', { array: true })
  roles!: Role[];

  /** null: every site. */
  @Column('text', { array: true, nullable: true })
  sites!: string[] | null;

  @Column('boolean', { default: true })
  active!: boolean;

  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  /** Wrong passwords in a row; the account rests until `restsUntil` after five of them. */
  @Column('integer', { name: 'failed_sign_ins', default: 0 })
  failedSignIns!: number;

  @Column('timestamptz', { name: 'rests_until', nullable: true })
  restsUntil!: Date | null;

  /** Whether they are told of alerts by e-mail. */
  @Column('boolean', { name: 'alert_mail', default: true })
  alertMail!: boolean;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_sign_in_at', nullable: true })
  lastSignInAt!: Date | null;
}
