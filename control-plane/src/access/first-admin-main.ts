import { newId } from '@longshore/schemas';
import { hashPassword } from 'better-auth/crypto';
import { parsedOrExit } from '../configuration/parse-environment.ts';
import { readMigrationConfig } from '../database/config.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { openDatabase } from '../database/open-database.ts';
import { insertUser } from '../services/user/insert-user.ts';
import { makePassword } from '../services/user/make-password.ts';

/** Makes the first administrator, and tells the password once: on the terminal of whoever runs this, in no log. */
const config = parsedOrExit(readMigrationConfig);
const database = openDatabase({
  databaseUrl: config.databaseUrl,
  applicationName: 'longshore-first-admin',
  connections: 1,
  onConnectionError: (error) => process.stderr.write(`${error.message}\n`),
});
const email = 'admin@longshore.local';
const password = makePassword();
try {
  const passwordHash = await hashPassword(password);
  const made = await inTransaction(database.pool, async (client) => {
    await client.query('LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE');
    const { rowCount } = await client.query('SELECT 1 FROM users LIMIT 1');
    if (rowCount !== 0) return false;
    const by = { actor: 'first-admin', origin: null };
    await insertUser(client, by, { id: newId(), name: 'Administrator', email, role: 'admin', passwordHash });
    return true;
  });
  process.stdout.write(
    made
      ? `e-mail    ${email}\npassword  ${password}\nThe password is not shown again. Change it under Settings after signing in.\n`
      : 'There are users already: nothing was made. An administrator makes new passwords under Settings, People.\n',
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await database.close();
}
