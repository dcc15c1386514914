/**
 * Lit's decorators for the one dialect that this project compiles to. Lit's own serve every dialect of decorators, which
 * costs each page half a kilobyte.
 */
import type { PropertyDeclaration, ReactiveElement } from 'lit';

type Decorator = (prototype: ReactiveElement, name: PropertyKey) => void;

/** A setting: the element renders again when it changes. `options` as in Lit. */
export function property(options?: PropertyDeclaration): Decorator {
  return (prototype, name) => {
    const own = Object.hasOwn(prototype, name);
    (prototype.constructor as typeof ReactiveElement).createProperty(name, options);
    // An accessor of the class was wrapped; the compiler has to be told, or it would put the old one back.
    return own ? Object.getOwnPropertyDescriptor(prototype, name) : undefined;
  };
}

/** What only the element itself sets. */
export function state(): Decorator {
  return property({ state: true, attribute: false });
}

/** The first element in the shadow root that the selector fits; `null` for none. */
export function query(selector: string): Decorator {
  return () => ({
    get(this: ReactiveElement) {
      return (this.renderRoot as ReactiveElement['renderRoot'] | undefined)?.querySelector(selector) ?? null;
    },
  });
}
