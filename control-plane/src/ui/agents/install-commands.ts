import type { Installation } from '@longshore/schemas';

/** A way to have an agent on a host. */
export interface InstallWay {
  id: 'package' | 'executable' | 'container';
  name: string;
  /** What must be there first, and what it gives. */
  words: string;
  command: string;
}

/** A value as one word of a shell. */
function quoted(value: string): string {
  return /^[\w.,:/@%+-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

/** The three ways to install an agent, each as one line that can be pasted on the host. */
export function installCommands({ bootstrapServers, registryUrl, topicPrefix }: Installation): InstallWay[] {
  const settings = [
    `KAFKA_BOOTSTRAP_SERVERS=${quoted(bootstrapServers.join(','))}`,
    `SCHEMA_REGISTRY_URL=${quoted(registryUrl)}`,
    ...(topicPrefix === '' ? [] : [`LONGSHORE_TOPIC_PREFIX=${quoted(topicPrefix)}`]),
  ];
  return [
    {
      id: 'package',
      name: 'Debian package',
      words:
        'With the file of dist/agent on the host, after ./longshore build agent here. systemd keeps it running; an upgrade restarts no container.',
      command: `sudo install -d /etc/longshore && printf '%s\\n' ${settings.join(' ')} | sudo tee /etc/longshore/agent.env && sudo apt install ./longshore-agent_*_amd64.deb`,
    },
    {
      id: 'executable',
      name: 'Executable',
      words:
        'With the file of dist/agent on the host, after ./longshore build agent here. It needs neither Node nor npm.',
      command: `sudo install -m 0755 longshore-agent-*-linux-x64 /usr/local/bin/longshore-agent && sudo ${settings.join(' ')} longshore-agent`,
    },
    {
      id: 'container',
      name: 'Container',
      words: 'Where the host has, or can pull, the image longshore/agent.',
      command: `docker run --detach --name longshore-agent --restart unless-stopped --network host --cap-drop ALL --security-opt no-new-privileges --read-only --tmpfs /tmp --volume /var/run/docker.sock:/var/run/docker.sock ${settings.map((setting) => `--env ${setting}`).join(' ')} --env LONGSHORE_AGENT_ID="$(hostname)" longshore/agent:dev`,
    },
  ];
}
