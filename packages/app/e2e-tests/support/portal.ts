import AxeBuilder from '@axe-core/playwright';
import { APIRequestContext, expect, Page } from '@playwright/test';

export type PersonaButton = 'Enter' | 'Enter as Oli' | 'Enter as Sam';

const providers: Record<PersonaButton, string> = {
  Enter: 'guest',
  'Enter as Oli': 'demo-oli',
  'Enter as Sam': 'demo-sam',
};

/** Signs in on the sign-in page and waits for the sidebar. */
export async function signIn(page: Page, as: PersonaButton = 'Enter') {
  await page.goto('/');
  await page.getByRole('button', { name: as, exact: true }).click();
  await expect(sidebarLink(page, 'Docker')).toBeVisible();
}

export function sidebarLink(page: Page, name: string) {
  return page
    .getByRole('navigation', { name: 'sidebar nav' })
    .getByRole('link', { name, exact: true });
}

export function row(page: Page, name: string) {
  return page.getByRole('row', { name: new RegExp(`^${name}\\b`) });
}

/** Asks the plugin's HTTP API as somebody. */
export class Api {
  readonly #request: APIRequestContext;
  /** Good for an hour, so not for printing. */
  readonly token: string;

  static async as(request: APIRequestContext, persona: PersonaButton) {
    const response = await request.get(
      `/api/auth/${providers[persona]}/refresh`,
      { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
    );
    expect(response.status()).toBe(200);
    const { backstageIdentity } = await response.json();
    return new Api(request, backstageIdentity.token);
  }

  private constructor(request: APIRequestContext, token: string) {
    this.#request = request;
    this.token = token;
  }

  get(path: string) {
    return this.#request.get(`/api/docker-watcher${path}`, {
      headers: { Authorization: `Bearer ${this.token}` },
    });
  }

  post(path: string, data: object) {
    return this.#request.post(`/api/docker-watcher${path}`, {
      headers: { Authorization: `Bearer ${this.token}` },
      data,
    });
  }

  async getJson(path: string) {
    const response = await this.get(path);
    expect(response.status(), `${path}: ${await response.text()}`).toBe(200);
    return response.json();
  }

  /** Every page of a list. */
  async getAll(path: string): Promise<Record<string, unknown>[]> {
    const items = [];
    for (let cursor: string | undefined; ; ) {
      const page = await this.getJson(
        `${path}${path.includes('?') ? '&' : '?'}limit=500${
          cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
        }`,
      );
      items.push(...page.items);
      cursor = page.pageInfo.nextCursor;
      if (!cursor) {
        return items;
      }
    }
  }
}

/**
 * No violation of WCAG A and AA in what the plugin shows, nor of the rule that a
 * name holds what is to be seen, which axe calls experimental; and one main
 * landmark. Left out is what the plugin gets from Backstage and cannot change: the
 * sidebar, and the tabs of the header, which name panels that do not exist.
 */
export async function expectAccessible(page: Page) {
  await expect(page.getByRole('main')).toHaveCount(1);
  const { violations } = await new AxeBuilder({ page })
    .exclude('nav[aria-label="sidebar nav"]')
    .exclude('[role="tablist"]')
    .options({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      rules: { 'label-content-name-mismatch': { enabled: true } },
    })
    .analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(
      node => `${id}: ${node.failureSummary} ${node.html.slice(0, 200)}`,
    ),
  );
  expect(found).toEqual([]);
}
