import { existsSync } from 'node:fs';
import type { IssuedLink, Role, User } from '@lotscope/api/contract';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { Beginning } from './empty-store.ts';
import { startTestProduct, type TestProduct } from './product.ts';

/** Where Debian, Ubuntu and Fedora put the browser; `CHROMIUM_PATH` names any other. */
const browsers = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A page that remembers what went wrong on it. */
export interface WatchedPage extends Page {
  /** Errors of the console and requests to another host since the last look. */
  faults(): string[];
}

/** The product with a real browser in front of it. */
export class Dashboard {
  readonly product: TestProduct;
  readonly #browser: Browser;
  #users = 0;

  private constructor(product: TestProduct, browser: Browser) {
    this.product = product;
    this.#browser = browser;
  }

  /** Of a product that is empty, or that the small plant is loaded into. */
  static async open(beginning: Beginning = 'emptyData'): Promise<Dashboard> {
    const executablePath = browsers.find((path) => path !== undefined && existsSync(path));
    if (!existsSync(new URL('../../web/build/200.html', import.meta.url)))
      throw new Error('The dashboard is not built: run `npm run build` first');
    if (executablePath === undefined) throw new Error('There is no Chromium: install it, or name it in CHROMIUM_PATH');
    const browser = await chromium.launch({ executablePath, args: quiet });
    return new Dashboard(await startTestProduct({}, beginning), browser);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.product.close();
  }

  /** A fresh browser profile: nobody is signed in. */
  async stranger(options: BrowserContextOptions = {}): Promise<WatchedPage> {
    const context = await this.#browser.newContext({
      baseURL: this.product.url,
      locale: 'en-GB',
      viewport: { width: 1440, height: 900 },
      // What moves takes processor time from what is tested, where no graphics card draws it.
      reducedMotion: 'reduce',
      ...options,
    });
    // Waits end when what they wait for is there: this limit only ends what hangs.
    context.setDefaultTimeout(90_000);
    return watched(await context.newPage(), this.product.url);
  }

  /** A one-time sign-in link for a new user with these roles. */
  async link(roles: Role[], sites: string[] | null = null): Promise<string> {
    const number = (this.#users += 1);
    const email = `reader-${number}@example.com`;
    const user = await this.product.admin.post<User>('/api/v1/users', {
      email,
      name: `Reader ${number}`,
      roles,
      sites,
    });
    const link = await this.product.admin.post<IssuedLink>(`/api/v1/users/${user.body.id}/link`);
    // The link names the address that the product was configured with; the test product listens on any free port.
    return `/sign-in#${link.body.url.split('#')[1]}`;
  }

  /** A page of a new user, signed in and on the page of the first role. */
  async signedIn(roles: Role[], options: BrowserContextOptions = {}): Promise<WatchedPage> {
    const page = await this.stranger(options);
    await page.goto(await this.link(roles));
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    return page;
  }
}

function watched(page: Page, origin: string): WatchedPage {
  let faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) faults.push(`asked another host: ${url}`);
  });
  return Object.assign(page, {
    faults(): string[] {
      const seen = faults;
      faults = [];
      return seen;
    },
  });
}
