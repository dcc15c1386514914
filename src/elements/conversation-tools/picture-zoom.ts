/**
 * Fits a picture into its box or shows it larger: by press, keys, wheel and pinch. The box scrolls what does not fit, so
 * that fingers, wheels and keys move it as they move everything else.
 */

const step = 1.5;
/** Of what fits; also small pictures can be looked at closely. */
const leastLargest = 4;
const panBy = 80;
const draggedFrom = 4;

export class PictureZoom {
  readonly #changed: () => void;
  #box: HTMLElement | undefined;
  #listening: AbortController | undefined;
  #scale = 1;
  /** Where fingers and the mouse are, by pointer. */
  readonly #pointers = new Map<number, { x: number; y: number }>();
  #dragged = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get isOn(): boolean {
    return this.#scale > 1;
  }

  /** The picture has more to show than fits. */
  get isUseful(): boolean {
    return this.isOn || this.#actual > 1.01;
  }

  /** The box that holds the picture now. */
  watch(box: HTMLElement | undefined): void {
    if (box === this.#box) return;
    this.#listening?.abort();
    this.#box = box;
    if (!box) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    box.addEventListener('click', (event) => this.#onClick(event), { signal });
    box.addEventListener('wheel', (event) => this.#onWheel(event), { signal, passive: false });
    box.addEventListener('pointerdown', (event) => this.#onPointerDown(event), { signal });
    box.addEventListener('pointermove', (event) => this.#onPointerMove(event), { signal });
    for (const end of ['pointerup', 'pointercancel'] as const)
      box.addEventListener(end, ({ pointerId }) => this.#pointers.delete(pointerId), { signal });
  }

  reset(): void {
    this.#scale = 1;
    this.#pointers.clear();
    this.watch(undefined);
  }

  /** Actual size, or back to what fits. */
  toggle(at = this.#middle): void {
    this.#setScale(this.isOn ? 1 : Math.max(this.#actual, 1), at);
  }

  /** Whether the key was one for the picture. */
  onKey({ key }: KeyboardEvent): boolean {
    if (!this.#picture) return false;
    if (key === '+' || key === '=' || key === '-') {
      this.#setScale(key === '-' ? this.#scale / step : this.#scale * step, this.#middle);
      return true;
    }
    const [x, y] = pans[key] ?? [0, 0];
    if (!this.isOn || (x === 0 && y === 0)) return false;
    this.#box?.scrollBy({ left: x * panBy, top: y * panBy, behavior: 'instant' });
    return true;
  }

  get #picture(): HTMLImageElement | null {
    return this.#box?.querySelector('img') ?? null;
  }

  /** The scale at which a pixel of the picture is one of the page. */
  get #actual(): number {
    const picture = this.#picture;
    return picture && picture.clientWidth > 0 ? (picture.naturalWidth / picture.clientWidth) * this.#scale : 1;
  }

  get #middle(): { x: number; y: number } {
    const { left, top, width, height } = this.#box?.getBoundingClientRect() ?? new DOMRect();
    return { x: left + width / 2, y: top + height / 2 };
  }

  /** What is at that point stays there. */
  #setScale(wanted: number, { x, y }: { x: number; y: number }): void {
    const [box, picture] = [this.#box, this.#picture];
    if (!box || !picture) return;
    const scale = Math.min(Math.max(wanted, 1), Math.max(this.#actual, leastLargest));
    if (Math.abs(scale - this.#scale) < 0.001) return;
    const before = picture.getBoundingClientRect();
    const fitting = before.width / this.#scale;
    this.#scale = scale < 1.001 ? 1 : scale;
    box.toggleAttribute('data-zoomed', this.isOn);
    picture.style.inlineSize = this.isOn ? `${fitting * this.#scale}px` : '';
    const after = picture.getBoundingClientRect();
    const grown = after.width / before.width;
    box.scrollBy({
      left: after.left + (x - before.left) * grown - x,
      top: after.top + (y - before.top) * grown - y,
      behavior: 'instant',
    });
    this.#changed();
  }

  #onClick({ target, clientX: x, clientY: y }: MouseEvent): void {
    if (target === this.#picture && this.#dragged <= draggedFrom) this.toggle({ x, y });
  }

  /** Trackpads tell of a pinch as of a wheel with the Ctrl key. */
  #onWheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.#setScale(this.#scale * Math.exp(-event.deltaY / 100), { x: event.clientX, y: event.clientY });
  }

  #onPointerDown({ pointerId, clientX: x, clientY: y }: PointerEvent): void {
    if (this.#pointers.size === 0) this.#dragged = 0;
    this.#pointers.set(pointerId, { x, y });
  }

  #onPointerMove({ pointerId, pointerType, clientX: x, clientY: y }: PointerEvent): void {
    const before = this.#pointers.get(pointerId);
    if (!before) return;
    this.#dragged += Math.hypot(x - before.x, y - before.y);
    const other = [...this.#pointers].find(([id]) => id !== pointerId)?.[1];
    if (other) {
      const [from, to] = [distance(before, other), distance({ x, y }, other)];
      if (from > 0) this.#setScale((this.#scale * to) / from, { x: (x + other.x) / 2, y: (y + other.y) / 2 });
    } else if (pointerType === 'mouse' && this.isOn)
      this.#box?.scrollBy({ left: before.x - x, top: before.y - y, behavior: 'instant' });
    this.#pointers.set(pointerId, { x, y });
  }
}

const pans: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function distance(one: { x: number; y: number }, other: { x: number; y: number }): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
