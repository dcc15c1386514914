/** The readers for schemas by their exported names (`somethingSchema`), as the text of `readers.generated.ts`. */
export function readersText(answers: Readonly<Record<string, unknown>>): Promise<string>;
