/** The files of the stories, each made when it is sent. */
import { box, disc, line, paint, ring, type Shape } from './paint.ts';
import { pdf } from './pdf.ts';
import type { StoryFile } from './story.ts';

const [width, height] = [480, 360];
const wall = [226, 224, 217] as const;
const floor = [199, 190, 175] as const;
const steel = [120, 126, 133] as const;
const rubber = [52, 54, 58] as const;
const moss = [74, 97, 68] as const;
const red = [190, 58, 43] as const;
const cardboard = [186, 146, 98] as const;
const shade = [139, 105, 66] as const;
const yellow = [236, 190, 52] as const;

function picture(name: string, shapes: () => Shape[], ground: Parameters<typeof paint>[2] = wall): StoryFile {
  return { name, make: () => paint(width, height, ground, shapes()) };
}

const ground = () => box(floor, 0, 300, width, 60);

/** Spokes from the hub to the rim; `broken` ones end halfway. */
function wheel(x: number, y: number, radius: number, broken: number[] = []): Shape[] {
  const spokes = Array.from({ length: 14 }, (_, index) => {
    const angle = (index * 2 * Math.PI) / 14;
    const reach = broken.includes(index) ? radius / 2 : radius;
    const end = [x + reach * Math.cos(angle), y + reach * Math.sin(angle)] as const;
    return line(broken.includes(index) ? red : steel, x, y, ...end, 3);
  });
  return [...spokes, ring(rubber, x, y, radius, 14), ring(steel, x, y, radius - 10, 4), disc(steel, x, y, 12)];
}

export const forkFromTheSide = picture('fork from the side.png', () => [
  ground(),
  ...wheel(270, 210, 100),
  line(moss, 270, 210, 190, 50, 14),
  line(moss, 190, 50, 60, 90, 12),
  line(rubber, 186, 40, 214, 22, 10),
]);

export const forkCrown = picture('crown, where it creaks.png', () => [
  line(moss, 240, 0, 240, 120, 70),
  box(moss, 120, 110, 240, 60),
  line(moss, 140, 140, 140, 360, 44),
  line(moss, 340, 140, 340, 360, 44),
  ring(red, 240, 140, 56, 8),
]);

export const forkOnTheStand = picture('on the stand.png', () => [
  line(steel, 240, 360, 240, 180, 16),
  line(moss, 90, 150, 390, 150, 12),
  ...wheel(90, 190, 80),
  ...wheel(390, 190, 80),
]);

export const rideLog: StoryFile = {
  name: 'ride 2026-11-03.log',
  make: () =>
    new Blob([
      'time      km/h  brake\n',
      ...Array.from({ length: 180 }, (_, second) => {
        const at = `17:${String(20 + Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}`;
        const isBraking = second % 45 > 38;
        const speed = 24 - (isBraking ? 3 * ((second % 45) - 38) : 0);
        return `${at}  ${String(speed).padStart(4)}  ${isBraking ? 'front, creaks' : '-'}\n`;
      }),
    ]),
};

export const forkManual: StoryFile = {
  name: 'Fjell 3 – manual.pdf',
  make: () =>
    pdf([
      {
        heading: 'Fjell 3',
        lines: ['Manual for riders and workshops', '', 'Fjord & Field, Bergen and Oslo'],
      },
      {
        heading: 'Where the numbers are',
        lines: [
          'Serial number: stamped into the shell of the bottom bracket,',
          'to be read from below. Three letters, four digits, two digits.',
          '',
          'Batch of the fork: on the steerer, under the crown.',
        ],
      },
      {
        heading: 'Torque',
        lines: ['Stem on the steerer: 5 Nm', 'Stem on the handlebar: 5 Nm', 'Front axle: 12 Nm', 'Brake caliper: 8 Nm'],
      },
    ]),
};

export const emptyParcel = picture('empty parcel.png', () => [
  ground(),
  box(cardboard, 110, 150, 260, 170),
  box(shade, 130, 170, 220, 120),
  line(cardboard, 110, 152, 50, 110, 14),
  line(cardboard, 370, 152, 430, 110, 14),
  box(wall, 150, 298, 70, 14),
]);

export const expressLabel: StoryFile = {
  name: 'express label FF-21177.pdf',
  make: () =>
    pdf([{ heading: 'Express', lines: ['To: Maya Lindqvist', 'Order FF-21177, one parcel', 'Delivery: Wednesday'] }]),
};

export const hubWindow = picture(
  'yellow lines.png',
  () => [
    disc(steel, 240, 180, 150),
    disc(rubber, 240, 180, 120),
    box(steel, 150, 140, 180, 80),
    box(yellow, 228, 140, 8, 40),
    box(yellow, 246, 180, 8, 40),
  ],
  floor,
);

export const appLog: StoryFile = {
  name: 'fjord-field-app.log',
  make: () =>
    new Blob([
      '08:14:02 I start 4.2.0 (android 16, nb-NO)\n08:14:03 I profile: loaded\n',
      '08:14:03 W template profile.header: no value for "first"\n08:14:03 W template profile.header: no value for "last"\n',
      '08:14:03 W template profile.note: "&lt;script&gt;alert(1)&lt;/script&gt;" shown as text\n08:14:09 I closed\n',
    ]),
};

export const wrongLetters = picture('paragon.png', () => [
  box([250, 250, 247], 140, 20, 200, 320),
  ...Array.from({ length: 9 }, (_, row) => line(rubber, 164, 60 + 28 * row, 250 + ((row * 53) % 66), 60 + 28 * row, 4)),
  ring(red, 236, 144, 84, 5),
]);

export const invoice: StoryFile = {
  name: 'Faktura za zamówienie FF-21099.pdf',
  make: () =>
    pdf([{ heading: 'Faktura 2026/11/0417', lines: ['NIP 525-000-00-00', 'FF-21099', '', 'Razem: 1 249,00 PLN'] }]),
};

export const customsNotice = picture('إشعار الجمارك.png', () => [
  box([250, 250, 247], 90, 40, 300, 280),
  box(moss, 90, 40, 300, 40),
  ...Array.from({ length: 6 }, (_, row) =>
    line(rubber, 360, 120 + 30 * row, 160 + ((row * 47) % 90), 120 + 30 * row, 4),
  ),
]);
