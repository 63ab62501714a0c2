import { z } from 'zod';

/** What an agent on another host is told at its installation. */
export const installationSchema = z.object({
  bootstrapServers: z.array(z.string()).min(1),
  registryUrl: z.string().describe('With the path under which it speaks the Confluent API.'),
  topicPrefix: z.string(),
  loopback: z.array(z.string()).describe('Those of the addresses that only this machine itself can reach.'),
});

export type Installation = z.output<typeof installationSchema>;
