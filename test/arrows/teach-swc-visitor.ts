import { createRequire } from 'node:module';

interface VisitorPrototype {
  visitStatement(statement: { type: string; decls?: unknown }): unknown;
  visitVariableDeclarators(declarators: unknown): unknown;
}

/**
 * Teaches swc's visitor, with which dependency-cruiser walks a module, the statement `using x = …`: it throws on what
 * it does not know, and the whole check with it.
 */
export function teachSwcVisitor(): void {
  const { Visitor } = createRequire(import.meta.url)('@swc/core/Visitor.js') as {
    Visitor: { prototype: VisitorPrototype };
  };
  const { visitStatement } = Visitor.prototype;
  Visitor.prototype.visitStatement = function (statement) {
    if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
    statement.decls = this.visitVariableDeclarators(statement.decls);
    return statement;
  };
}
