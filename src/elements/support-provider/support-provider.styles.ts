import { css } from 'lit';

/** No box and no type of its own: what stands inside belongs to the page and must look as if the provider were not there. */
export const providerStyles = css`
  :host {
    display: contents;
  }

  :host([hidden]) {
    display: none !important;
  }
`;
