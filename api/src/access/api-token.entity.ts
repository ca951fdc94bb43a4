import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Scope } from '../contract/roles.ts';

@Entity('api_tokens')
export class ApiTokenEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  /** SHA-256 of the secret; unique. */
  @Column('text')
  hash!: string;

  @Column('text', { array: true })
  scopes!: Scope[];

  @Column('text', { array: true, nullable: true })
  sites!: string[] | null;

  @Column('text', { name: 'created_by' })
  createdBy!: string;

  /** The user, or else the token, whose rights it rests on; neither: the bootstrap token made it. */
  @Column('uuid', { name: 'maker_user', nullable: true })
  makerUser!: string | null;

  @Column('uuid', { name: 'maker_token', nullable: true })
  makerToken!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;
}
