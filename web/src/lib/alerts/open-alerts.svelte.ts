import { AlertPage } from '@lotscope/api/contract';
import { request } from '#lib/api/request.ts';

const everyMs = 30_000;

/** How many alerts wait for somebody, as the navigation shows it; undefined while it is not known. */
class OpenAlerts {
  count = $state<number>();

  /** Looks now, and then again and again; returns what stops it. A count that cannot be had is not shown. */
  watch(): () => void {
    void this.look();
    const timer = setInterval(() => void this.look(), everyMs);
    return () => clearInterval(timer);
  }

  async look(): Promise<void> {
    try {
      const { total, withheld } = await request(AlertPage, '/api/v1/alerts?state=open&limit=1');
      this.count = total - withheld;
    } catch {
      // The pages say what fails; a badge only must not claim what it does not know.
      this.count = undefined;
    }
  }
}

export const openAlerts = new OpenAlerts();
