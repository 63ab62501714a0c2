import { describe, expect, it } from 'vitest';
import { OWNER } from '../../access/caller.ts';
import { getInstallation } from './get-installation.ts';

describe('what an agent needs to join', () => {
  it('names the addresses that only this machine can reach', () => {
    const installation = getInstallation(
      { caller: OWNER },
      {
        agentBootstrapServers: ['127.0.0.1:9092', 'kafka-2.example.org:9092', '[::1]:9092'],
        agentRegistryUrl: 'http://localhost:8081/apis/ccompat/v7',
        topicPrefix: 'eu-',
      },
    );
    expect(installation).toEqual({
      bootstrapServers: ['127.0.0.1:9092', 'kafka-2.example.org:9092', '[::1]:9092'],
      registryUrl: 'http://localhost:8081/apis/ccompat/v7',
      topicPrefix: 'eu-',
      loopback: ['127.0.0.1:9092', '[::1]:9092', 'http://localhost:8081/apis/ccompat/v7'],
    });
  });

  it('has nothing to say against addresses that others can reach', () => {
    const settings = {
      agentBootstrapServers: ['10.0.0.5:9092'],
      agentRegistryUrl: 'https://registry.example.org',
      topicPrefix: '',
    };
    expect(getInstallation({ caller: OWNER }, settings).loopback).toEqual([]);
  });
});
