type Schemas = Readonly<Record<string, unknown>>;

/**
 * The readers for schemas by their exported names (`somethingSchema`), as the text of `readers.generated.ts`. Those of
 * `written.schemas` are imported from the file `written.from`.
 */
export function readersText(
  answers: Schemas,
  file?: string,
  written?: { schemas: Schemas; from: string },
): Promise<string>;
