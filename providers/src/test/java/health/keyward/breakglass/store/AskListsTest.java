package health.keyward.breakglass.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.breakglass.core.Eligibility;
import health.keyward.breakglass.core.EligibleEntry;
import health.keyward.breakglass.core.Reasons;
import health.keyward.breakglass.store.AskLists.Kind;
import health.keyward.breakglass.store.AskLists.Version;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions of both lists on the real table (BG-1, BG-6). */
class AskListsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Eligibility NURSES = new Eligibility(
            List.of(new EligibleEntry(
                    EligibleEntry.Kind.ROLE, "id-1", "nurse", List.of("ward-board"), List.of("phi"), true)),
            24,
            Map.of("en", "Call 555", "es", "Llame al 555"));

    private final RealmId realm = new RealmId(UUID.randomUUID().toString());
    private final AskLists lists = new AskLists();
    private Connection tx;

    @BeforeEach
    void opens() throws SQLException {
        tx = RealDatabase.connect();
    }

    @AfterEach
    void closes() throws SQLException {
        tx.rollback();
        tx.close();
    }

    @Test
    void what_is_published_is_read_back_as_it_was() throws SQLException {
        assertThat(lists.newest(tx, realm, Kind.ELIGIBILITY)).isEmpty();
        assertThat(lists.publish(tx, realm, Kind.ELIGIBILITY, version(1, AskText.of(NURSES))))
                .isTrue();
        Version kept = lists.newest(tx, realm, Kind.ELIGIBILITY).orElseThrow();
        assertThat(AskText.eligibility(kept.body())).isEqualTo(NURSES);
        assertThat(kept).isEqualTo(version(1, AskText.of(NURSES)));
        assertThat(lists.newest(tx, realm, Kind.REASONS)).isEmpty();
    }

    @Test
    void the_reasons_of_the_house_survive_the_way_through_their_text() {
        assertThat(AskText.reasons(AskText.of(Reasons.SHIPPED))).isEqualTo(Reasons.SHIPPED);
    }

    @Test
    void one_of_two_that_follow_the_same_version_counts() throws SQLException {
        assertThat(lists.publish(tx, realm, Kind.REASONS, version(1, "{}"))).isTrue();
        assertThat(lists.publish(tx, realm, Kind.REASONS, version(1, "{ }"))).isFalse();
        assertThat(lists.publish(tx, realm, Kind.REASONS, version(3, "{ }"))).isFalse();
    }

    @Test
    void a_version_is_never_rewritten() throws SQLException {
        lists.publish(tx, realm, Kind.REASONS, version(1, "{}"));
        assertThatThrownBy(() -> {
                    try (Statement statement = tx.createStatement()) {
                        statement.executeUpdate("UPDATE kw_breakglass_list SET body = '[]'");
                    }
                })
                .hasMessageContaining("gets a new version");
    }

    @Test
    void nobody_reviews_their_own_list() {
        Version own = version(1, "{}");
        assertThatThrownBy(() -> lists.publish(
                        tx,
                        realm,
                        Kind.REASONS,
                        new Version(
                                1,
                                own.body(),
                                own.sha256(),
                                own.by(),
                                own.byId(),
                                own.by(),
                                own.byId(),
                                own.approval(),
                                NOON,
                                own.reason())))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void a_list_waits_for_a_second_person_by_its_hash() throws SQLException {
        String hash = lists.keep(tx, realm, AskText.of(NURSES), NOON);
        assertThat(lists.candidate(tx, realm, hash)).contains(AskText.of(NURSES));
        assertThat(lists.candidate(tx, new RealmId("other"), hash)).isEmpty();
    }

    private static Version version(int number, String body) {
        return new Version(
                number,
                body,
                AskText.hash(body),
                "tyler",
                "id-tyler",
                "helen",
                "id-helen",
                new UUID(1, 2),
                NOON,
                "For a test");
    }
}
