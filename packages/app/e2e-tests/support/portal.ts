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
  readonly #headers: Record<string, string>;

  static async as(request: APIRequestContext, persona: PersonaButton) {
    const response = await request.get(
      `/api/auth/${providers[persona]}/refresh`,
      { headers: { 'X-Requested-With': 'XMLHttpRequest' } },
    );
    expect(response.status()).toBe(200);
    const { backstageIdentity } = await response.json();
    return new Api(request, {
      Authorization: `Bearer ${backstageIdentity.token}`,
    });
  }

  private constructor(
    request: APIRequestContext,
    headers: Record<string, string>,
  ) {
    this.#request = request;
    this.#headers = headers;
  }

  get(path: string) {
    return this.#request.get(`/api/docker-watcher${path}`, {
      headers: this.#headers,
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
 * No violation of WCAG A and AA in what the plugin shows. Left out is what it gets
 * from Backstage and cannot change: the sidebar, the tabs of the header, which name
 * panels that do not exist, and the contrast of secondary text, which is too low on
 * the cards of the dark theme. The rule on labels is one that axe calls experimental.
 */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .exclude('nav[aria-label="sidebar nav"]')
    .exclude('[role="tablist"]')
    .disableRules('label-content-name-mismatch')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  const found: string[] = [];
  for (const { id, nodes } of violations) {
    for (const node of nodes) {
      const ours =
        id !== 'color-contrast' ||
        !(await hasSecondaryColour(page, String(node.target[0])));
      if (ours) {
        found.push(`${id}: ${node.failureSummary} ${node.html.slice(0, 200)}`);
      }
    }
  }
  expect(found).toEqual([]);
}

async function hasSecondaryColour(page: Page, selector: string) {
  return page
    .locator(selector)
    .first()
    .evaluate(element => {
      const probe = document.createElement('span');
      probe.style.color = 'var(--bui-fg-secondary)';
      element.append(probe);
      const secondary = getComputedStyle(probe).color;
      probe.remove();
      return getComputedStyle(element).color === secondary;
    });
}
