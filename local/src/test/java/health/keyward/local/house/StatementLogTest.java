package health.keyward.local.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StatementLogTest {
    private static final String WRITTEN = """
            asked keycloak LOG:  execute <unnamed>: BEGIN
            asked keycloak LOG:  execute S_12: INSERT INTO t (a)
            \tVALUES ($1)
            asked keycloak LOG:  execute <unnamed>: INSERT INTO t (a)
            \tVALUES ($1)
            asked keycloak LOG:  statement: SELECT 1
            asked keycloak LOG:  execute S_1: COMMIT
            asked keycloak LOG:  execute fetch from S_3/C_4: SELECT 2
            asked stock LOG:  execute S_12: INSERT INTO t (a)
            asked  LOG:  checkpoint starting: time
            """;

    @Test
    void statements_of_one_database_are_counted_however_they_were_sent() {
        assertThat(StatementLog.counted(WRITTEN, "keycloak"))
                .isEqualTo(Map.of("INSERT INTO t (a) VALUES ($1)", 2L, "SELECT 1", 1L));
    }

    @Test
    void what_begins_and_ends_transactions_is_none() {
        assertThat(StatementLog.counted("asked keycloak LOG:  execute S_2: ROLLBACK\n", "keycloak"))
                .isEmpty();
    }
}
