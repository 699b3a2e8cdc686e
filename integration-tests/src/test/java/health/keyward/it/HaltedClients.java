package health.keyward.it;

import java.util.Map;

/**
 * One app the policy for service accounts is stopped at, as if it were too many; {@link InactivityByTwoTest} proves what comes of it.
 *
 * @param client its client id
 */
public record HaltedClients(String client) implements AutoCloseable {
    public static HaltedClients made(String name) {
        Tokens.Client app = Staff.app(name, Map.of());
        put(Staff.clientUuid(Staff.boss(), app.id()));
        return new HaltedClients(app.id());
    }

    static void put(String key) {
        Database.run("INSERT INTO kw_service_account_halt (id, realm_id, since, clients) SELECT gen_random_uuid(), id,"
                + " now(), ARRAY['" + key + "'] FROM realm WHERE name = 'hospital'");
    }

    /** Nothing waits any more. */
    @Override
    public void close() {
        Database.run("UPDATE kw_service_account_halt SET since = since - interval '2 days' WHERE allowed_at IS NULL");
    }
}
