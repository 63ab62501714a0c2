/** Pages of help that belong to no single command. */
export const HELP_TEXTS: Readonly<Record<string, { about: string; text: string }>> = {
  'exit-codes': {
    about: 'what commands end with',
    text: `Exit codes

  0    done; for job run and job attach: the job succeeded
  1    the command could not be carried out (no such job, a conflict), or the
       job ended badly without an exit code of its own
  2    refused: wrong usage, a job that is not accepted, or one that could not
       be placed (also: job plan, when it does not fit now)
  3    the control plane did not answer, failed itself, or was asked too
       often; longshore status: the stack is not up
  4    the control plane does not know who asks, or they may not do it:
       longshore login, longshore whoami
  130  interrupted: the job was stopped, or left after a second interrupt

job run and job attach end with the exit code of the container when it is
another than 0. When one of several things named in one command fails, the
others are still done, and the last failure decides.
`,
  },
  environment: {
    about: 'variables that are read',
    text: `Environment

  LONGSHORE_URL       address of the control plane
                      (default: http://127.0.0.1:3000)
  LONGSHORE_API_KEY   a key of the API, before the one that longshore login
                      keeps for the address; where there is neither, the
                      owner key of this clone's stack goes to that stack
  XDG_CONFIG_HOME     where longshore/credentials.json is, with the keys that
                      longshore login keeps (default: ~/.config)
  LONGSHORE_WEB_PORT  another port than 3000 in that default, as for up
  NO_COLOR            set to anything: no colour
  FORCE_COLOR         set to anything but 0: colour also without a terminal
`,
  },
  json: {
    about: 'what --json prints',
    text: `--json

  one document     job list, show, plan, run --detach; schedule list, show,
                   create; template list, show, save; sort list, show;
                   agent list, show; topic list, show, produce; registry
                   list, login;
                   webhook create, list, show, test, deliveries, rotate;
                   work submit, list, show, dead, queues, scale; worker list;
                   login, logout, whoami, open; user create, list, change,
                   password; key create, list; session list
  one object a     job logs, stop, delete; schedule pause, resume, delete;
  line (NDJSON)    template delete; sort stop, delete; topic consume;
                   registry logout; webhook pause, resume, delete; work
                   redrive; worker start, stop; user delete; key revoke;
                   session end
  job run, attach  one object a line, told apart by "event":
                     {"event":"job","job":{…}}      when it changed
                     {"event":"log",…}              a line of output
                     {"event":"notice","text":"…"}  about the connection
                     {"event":"end","exitCode":0,"job":{…}}

Shapes are those of the HTTP API: /api/v1/openapi.json. Errors go to stderr as
text, also with --json; the exit code tells.
`,
  },
};
