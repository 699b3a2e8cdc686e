package health.keyward.inactivity.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.inactivity.core.Policies;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run over 100,000 accounts holds nothing a sign-in needs, and finds its ten thousand in one question. */
class HundredThousandTest {
    @Test
    void no_lock_of_a_run_keeps_a_sign_in_waiting() throws Exception {
        try (Hospital hospital = new Hospital();
                Connection other = hospital.source.getConnection()) {
            hospital.run(
                    "INSERT INTO user_entity (id, realm_id, username, enabled, created_timestamp) SELECT 'u' ||"
                            + " lpad(i::text, 6, '0'), ?, 'p' || i, true, 0 FROM generate_series(1, 100000) i",
                    hospital.realm.value());
            hospital.run(
                    "INSERT INTO kw_history_last_sign_in (realm_id, user_id, at, seq) SELECT ?, 'u' || lpad(i::text,"
                            + " 6, '0'), ?::timestamptz - CASE WHEN i % 10 = 0 THEN interval '61 days' ELSE interval '5"
                            + " days' END, i FROM generate_series(1, 100000) i",
                    hospital.realm.value(), Hospital.START);
            hospital.run("INSERT INTO user_attribute (id, user_id, name, value) SELECT gen_random_uuid(), 'u' ||"
                    + " lpad(i::text, 6, '0'), 'department', 'ward ' || i % 200 FROM generate_series(1, 100000)"
                    + " i");
            hospital.tx.commit();
            hospital.run("ANALYZE");
            hospital.tx.commit();
            hospital.activate(Policies.usual(Hospital.START));
            Engine engine = hospital.engine();
            assertThat(hospital.round(engine)).isTrue();
            assertThat(locks(other)).as("while the list is written").allMatch(HundredThousandTest::harmless);
            hospital.tx.commit();
            assertThat(hospital.count("SELECT count(*) FROM kw_dormancy_item")).isEqualTo(10_000);
            hospital.round(engine);
            assertThat(locks(other)).as("while a part is applied").allMatch(HundredThousandTest::harmless);
            other.setAutoCommit(false);
            try (Statement signIn = other.createStatement()) {
                signIn.execute("SET LOCAL lock_timeout = '100ms'");
                signIn.executeUpdate("UPDATE kw_history_last_sign_in SET at = now() WHERE user_id = 'u000010'");
                signIn.executeQuery("SELECT id FROM user_entity WHERE username = 'p10' FOR KEY SHARE")
                        .close();
            }
            other.rollback();
            hospital.tx.rollback();
        }
    }

    /** Reading locks, and writing locks on the tables of the room and the outbox. */
    private static boolean harmless(String lock) {
        return lock.startsWith("AccessShareLock ")
                || lock.contains(" kw_dormancy")
                || lock.contains(" kw_notice")
                || lock.startsWith("RowShareLock kw_");
    }

    /** What clients hold: the database's own vacuum takes locks too, and yields them to anybody. */
    private static List<String> locks(Connection other) throws Exception {
        List<String> found = new ArrayList<>();
        try (Statement ask = other.createStatement();
                ResultSet row = ask.executeQuery(
                        "SELECT l.mode || ' ' || c.relname FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN"
                                + " pg_stat_activity a ON a.pid = l.pid WHERE a.backend_type = 'client backend' AND"
                                + " l.pid <> pg_backend_pid() AND l.database = (SELECT oid FROM pg_database WHERE datname"
                                + " = current_database())")) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }
}
