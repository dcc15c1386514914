/** Reads what a source file imports, with the compiler's own parser. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

export interface Import {
  from: string;
  specifier: string;
  /** Vanishes when compiled, so it ties types together but loads nothing. */
  typeOnly: boolean;
  /** `import('…')`: loaded when the code gets there. */
  lazy: boolean;
}

export function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean, lazy = false) => {
    if (node && ts.isStringLiteralLike(node)) found.push({ from: file, specifier: node.text, typeOnly, lazy });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false, true);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
