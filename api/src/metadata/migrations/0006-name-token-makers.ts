import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose rights a token rests on. A token whose maker cannot be told any more ends: nobody could end it by taking rights away. */
export class NameTokenMakers1763800000006 implements MigrationInterface {
  name = 'NameTokenMakers1763800000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_tokens
        ADD maker_user uuid REFERENCES users,
        ADD maker_token uuid REFERENCES api_tokens,
        ADD CHECK (maker_user IS NULL OR maker_token IS NULL);
      CREATE INDEX api_tokens_by_maker_user ON api_tokens (maker_user);
      CREATE INDEX api_tokens_by_maker_token ON api_tokens (maker_token);
      UPDATE api_tokens AS made SET maker_user = maker.id FROM users AS maker WHERE maker.email = made.created_by;
      UPDATE api_tokens AS made SET maker_token = maker.id
      FROM api_tokens AS maker
      WHERE made.maker_user IS NULL AND made.created_by = 'token ' || maker.name
        AND maker.id <> made.id AND maker.name <> 'bootstrap'
        AND (SELECT count(*) FROM api_tokens AS other WHERE other.name = maker.name) = 1;
      UPDATE api_tokens SET revoked_at = now()
      WHERE revoked_at IS NULL AND maker_user IS NULL AND maker_token IS NULL
        AND (created_by <> 'token bootstrap' OR EXISTS (SELECT FROM api_tokens AS other WHERE other.name = 'bootstrap'));
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
