/** The switches above the page. Their state lives in the address, so that a reload and a shared link keep it. */
import { personas } from '../../mocks/seed/personas.ts';
import { demoWords, type DemoWord } from './words.ts';

export interface DemoSettings {
  persona: string;
  /** Whether the shop has signed them in, or they come from a mail. */
  entry: 'account' | 'mail';
  backend: 'server' | 'mocks';
  language: 'en' | 'pl';
  theme: 'auto' | 'light' | 'dark';
  /** CSS pixels; 0 for as wide as there is room. */
  width: number;
}

/** The static demo has no server behind it. */
const backends: DemoSettings['backend'][] = import.meta.env.PROD ? ['mocks'] : ['server', 'mocks'];

type Choices = Record<'persona' | 'entry' | 'backend' | 'language' | 'theme', [value: string, label: string][]>;

function choicesIn(language: string): Choices {
  const words = demoWords(language);
  const backendNames = { server: words.backendServer, mocks: words.backendMocks };
  return {
    persona: personas.map(({ id, name, shows }) => [id, `${name} — ${shows}`]),
    entry: [
      ['account', words.entryAccount],
      ['mail', words.entryMail],
    ],
    backend: backends.map((backend) => [backend, backendNames[backend]]),
    language: [
      ['en', 'English'],
      ['pl', 'Polski'],
    ],
    theme: [
      ['auto', words.themeAuto],
      ['light', words.themeLight],
      ['dark', words.themeDark],
    ],
  };
}

/** What the address asks for; anything it does not name, or names wrongly, has its default. */
export function settingsFromAddress(): DemoSettings {
  const query = new URLSearchParams(location.search);
  const choices = choicesIn('en');
  const pick = (name: keyof Choices) => {
    const values = choices[name].map(([value]) => value);
    const asked = query.get(name) ?? '';
    return values.includes(asked) ? asked : (values[0] ?? '');
  };
  const width = Number(query.get('width'));
  return {
    persona: pick('persona'),
    entry: pick('entry') as DemoSettings['entry'],
    backend: pick('backend') as DemoSettings['backend'],
    language: pick('language') as DemoSettings['language'],
    theme: pick('theme') as DemoSettings['theme'],
    width: width >= 280 && width <= 1200 ? width : 0,
  };
}

/** The page with these settings; its own fragment is not part of that. */
export function addressOf(settings: DemoSettings): string {
  const query = new URLSearchParams(Object.entries(settings).map(([name, value]) => [name, String(value)]));
  return `${location.pathname}?${query.toString()}`;
}

/** Fills the form and calls back at each change, after the address holds it. */
export function connectSwitches(
  form: HTMLFormElement,
  settings: DemoSettings,
  changed: (settings: DemoSettings, name: string) => void,
): void {
  const draw = () => {
    for (const [name, choices] of Object.entries(choicesIn(settings.language))) {
      const select = form.elements.namedItem(name) as HTMLSelectElement;
      select.replaceChildren(
        ...choices.map(([value, label]) => new Option(label, value, false, value === settings[name as keyof Choices])),
      );
    }
    const range = form.elements.namedItem('width') as HTMLInputElement;
    range.value = String(settings.width || range.max);
    (form.elements.namedItem('pixels') as HTMLOutputElement).value = settings.width ? `${settings.width} px` : '100 %';
    for (const element of document.querySelectorAll<HTMLElement>('[data-word]'))
      element.textContent = demoWords(settings.language)[element.dataset.word as DemoWord];
  };
  form.addEventListener('input', (event) => {
    const field = event.target as HTMLInputElement | HTMLSelectElement;
    Object.assign(settings, { [field.name]: field.name === 'width' ? Number(field.value) : field.value });
    history.replaceState(history.state, '', addressOf(settings) + location.hash);
    draw();
    changed(settings, field.name);
  });
  draw();
}
