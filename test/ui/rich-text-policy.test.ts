/** The strictest page: Trusted Types enforced, no inline script or style, no connection but to the page's own host. */
import { assert } from '@open-wc/testing';
import '../../src/ui/rich-text/rich-text.define.ts';
import { honest, hostile } from './rich-text-samples.ts';

describe('on a page with a strict policy', () => {
  const violations: string[] = [];

  before(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sample }) => {
      violations.push(`${effectiveDirective}: ${sample}`);
    });
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ws:; " +
      "require-trusted-types-for 'script'; trusted-types lit-html dompurify 'allow-duplicates'";
    document.head.append(policy);
  });

  async function draw(html: string): Promise<ParentNode> {
    const element = document.createElement('support-rich-text');
    element.html = html;
    element.text = 'plain';
    document.body.append(element);
    await element.updateComplete;
    return element.renderRoot;
  }

  /** What was reported since the last time. Reports come late but in order, so one of our own marks the end. */
  async function reported(): Promise<string[]> {
    const own = new Promise<void>((resolve) => {
      const listen = ({ sample }: SecurityPolicyViolationEvent) => {
        if (!sample.includes('<b>own</b>')) return;
        document.removeEventListener('securitypolicyviolation', listen);
        resolve();
      };
      document.addEventListener('securitypolicyviolation', listen);
    });
    assert.throws(() => (document.createElement('div').innerHTML = '<b>own</b>'), TypeError);
    await own;
    return violations.splice(0).filter((found) => !found.includes('<b>own</b>'));
  }

  it('honest messages are drawn whole, without one violation', async () => {
    for (const [name, html, , selectors] of honest) {
      const tree = await draw(html);
      assert.isNotNull(tree.querySelector('.message'), name);
      for (const selector of selectors) assert.isNotNull(tree.querySelector(selector), `${name}: ${selector}`);
    }
    // The parser sees the one style element among them before the sanitizer takes it away.
    const others = (await reported()).filter((found) => !found.startsWith('style-src-elem'));
    assert.deepEqual(others, []);
  });

  it('hostile messages violate nothing but by what the parser found in them', async () => {
    for (const [, html] of hostile) assert.isNotNull((await draw(html)).querySelector('.message'), html);
    // Chromium reports attributes such as `onclick` when a tree that holds them is parsed, though nothing runs.
    const others = (await reported()).filter((found) => !/^(script-src-attr|style-src-(attr|elem))/.test(found));
    assert.deepEqual(others, []);
  });
});
