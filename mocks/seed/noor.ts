/** Noor's tickets: text from right to left, mixed with numbers and Latin names. */
import { customsNotice } from './files.ts';
import type { Story } from './story.ts';

export const noorStories: readonly Story[] = [
  {
    subject: 'لم يصل الطلب FF-21150 بعد',
    begins: '4d',
    first:
      'مرحباً،\n\nطلبت خيمة Lysefjord 2 قبل أسبوعين (رقم الطلب FF-21150) ولم تصل حتى الآن. هل يمكنكم التحقق من مكانها؟',
    steps: [
      {
        after: '6h',
        support: 'مرحباً نور، الشحنة موجودة في الجمارك منذ يوم الثلاثاء. نتوقع وصولها خلال 3 أيام عمل.',
        agent: 'ليلى',
      },
      {
        after: '1d',
        customer: 'شكراً. هل سأدفع رسوماً إضافية؟ كتبت الشركة أن المبلغ 24.50 €.',
        files: [customsNotice],
      },
      { after: '3h', support: 'لا، لن تدفعي شيئاً. الرسوم مشمولة في السعر، وقد أبلغنا شركة الشحن بذلك.', agent: 'ليلى' },
    ],
    unread: true,
  },
  {
    subject: 'האם התיק עמיד במים?',
    begins: '11d',
    first: 'שלום, האם תיק הגב Dagstur 30 עמיד במים לגמרי או רק דוחה מים?',
    steps: [
      {
        after: '1d',
        support: 'שלום נור, הבד עמיד במים, אבל הרוכסנים רק דוחים מים. בגשם חזק כדאי להשתמש בכיסוי המצורף.',
        agent: 'Amara',
        then: 'solved',
      },
    ],
  },
  {
    subject: 'Invoice name in Arabic: «نور حداد»',
    begins: '25d',
    first: 'The invoice prints my name as ??? ????. Could it be printed as «نور حداد», or at least as Noor Haddad?',
    steps: [
      {
        after: '8h',
        support:
          'It can, from today on: our invoices now carry every script. Yours is in your account again, with your name as you write it: «نور حداد».',
        agent: 'Amara',
      },
      { after: '1d', customer: 'رائع، شكراً جزيلاً!' },
      { after: '2h', becomes: 'closed', by: 'support' },
    ],
  },
];
