import { css } from 'lit';

/**
 * The tokens as every element reads them. Each public `--support-…` property has its default in a private fallback, so a
 * page can set one of them and leave the others, and nothing is ever written on `:root`. Pairs of text and background
 * keep a contrast of 4.5 to 1, borders of controls 3 to 1, in both schemes.
 */
export const tokens = css`
  :host {
    --_bg: var(--support-bg, light-dark(#ffffff, #0f1218));
    --_surface: var(--support-surface, light-dark(#f5f6f9, #181d26));
    --_surface-own: var(--support-surface-own, light-dark(#e9f0fe, #1b2a47));
    --_text: var(--support-text, light-dark(#14171f, #e8ebf1));
    --_text-muted: var(--support-text-muted, light-dark(#566072, #a7b0c0));
    --_line: var(--support-line, light-dark(#d9dee7, #2d3441));
    --_control: var(--support-control, light-dark(#7b8494, #7d8798));
    --_accent: var(--support-accent, light-dark(#1d5bd0, #8fb6ff));
    --_on-accent: var(--support-on-accent, light-dark(#ffffff, #0a1a36));
    --_danger: var(--support-danger, light-dark(#b3261e, #ff9a91));
    --_success: var(--support-success, light-dark(#17693f, #73d6a0));
    --_warning-bg: var(--support-warning-bg, light-dark(#fff3d1, #3a2d08));
    --_warning-text: var(--support-warning-text, light-dark(#614400, #ffdd85));
    --_focus: var(--support-focus, light-dark(#1d5bd0, #8fb6ff));

    --_font: var(--support-font, inherit);

    --_font-size: var(--support-font-size, 1rem);
    --_font-small: calc(var(--_font-size) * 0.875);
    --_font-tiny: calc(var(--_font-size) * 0.8125);
    --_line-height: var(--support-line-height, 1.5);

    --_space: var(--support-space, 8px);
    --_radius: var(--support-radius, 10px);
    --_radius-small: var(--support-radius-small, 6px);
    --_shadow: var(--support-shadow, 0 1px 2px rgb(15 18 24 / 8%), 0 4px 12px rgb(15 18 24 / 8%));
    --_focus-width: var(--support-focus-width, 2px);
    --_focus-offset: var(--support-focus-offset, 2px);
    --_measure: var(--support-measure, 72ch);
    --_z: var(--support-z, 1);
    --_motion: var(--support-motion, 150ms);
    --_sticky-top: var(--support-sticky-top, 0px);

    /* Height of whatever can be pressed; a finger gets 44 px, whatever the density. */
    --_target: max(30px, calc(var(--_space) * 4.5));
    --_target-small: max(24px, calc(var(--_space) * 3.5));
    --_gutter: calc(var(--_space) * 2);
  }

  @media (pointer: coarse) {
    :host {
      --_target: 44px;
      --_target-small: 44px;
    }
  }

  @media (prefers-contrast: more) {
    :host {
      --_line: var(--_control);
      --_text-muted: var(--_text);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_motion: 0ms;
    }
  }
`;
