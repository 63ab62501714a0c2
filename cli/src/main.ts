import { Command } from "commander";
import { registerStackCommands } from "./stack/register-stack-commands.ts";

/**
 * Entry of the command line. Each group of commands lives in a file of its own that exports
 * `register…(program)`; heavy modules are imported inside the actions, so that `--help` stays fast.
 */
const program = new Command("longshore")
  .description("Container jobs on a fleet of Docker hosts, over Kafka")
  .showHelpAfterError()
  .showSuggestionAfterError();

registerStackCommands(program);

await program.parseAsync(process.argv);
