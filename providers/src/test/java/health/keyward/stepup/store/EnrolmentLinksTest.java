package health.keyward.stepup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.stepup.core.EnrolmentLink;
import health.keyward.stepup.core.EnrolmentLink.Delivery;
import health.keyward.stepup.core.EnrolmentLink.State;
import health.keyward.stepup.core.EnrolmentLink.Wanted;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EnrolmentLinksTest {
    private static final RealmId REALM = new RealmId("hospital");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofMinutes(15));

    private final EnrolmentLinks links = new EnrolmentLinks();
    private final UserId person = new UserId(UUID.randomUUID().toString());
    private final UserId approver = new UserId(UUID.randomUUID().toString());
    private final String code = EnrolmentLink.freshCode(new SecureRandom());

    @Test
    void a_link_is_found_by_its_code_and_used_once() throws SQLException {
        try (Connection tx = RealDatabase.connect()) {
            EnrolmentLink made = mailed(tx);
            EnrolmentLink found =
                    links.holdByHash(tx, REALM, EnrolmentLink.hash(code)).orElseThrow();
            assertThat(found).isEqualTo(made);
            assertThat(found.opensAt(NOW)).isTrue();
            assertThat(found.opensAt(END)).isFalse();
            assertThat(links.use(tx, REALM, made.id(), person, NOW)).isTrue();
            assertThat(links.use(tx, REALM, made.id(), person, NOW)).isFalse();
            assertThat(links.newest(tx, REALM, person).orElseThrow().state()).isEqualTo(State.USED);
        }
    }

    @Test
    void it_works_in_its_realm_for_its_person_and_in_its_time_only() throws SQLException {
        try (Connection tx = RealDatabase.connect()) {
            EnrolmentLink made = mailed(tx);
            assertThat(links.holdByHash(tx, new RealmId("elsewhere"), EnrolmentLink.hash(code)))
                    .isEmpty();
            assertThat(links.use(tx, new RealmId("elsewhere"), made.id(), person, NOW))
                    .isFalse();
            assertThat(links.use(tx, REALM, made.id(), approver, NOW)).isFalse();
            assertThat(links.use(tx, REALM, made.id(), person, END)).isFalse();
        }
    }

    @Test
    void of_two_who_use_it_at_once_one_comes_too_late() throws Exception {
        try (Connection one = RealDatabase.connect();
                Connection two = RealDatabase.connect()) {
            EnrolmentLink made = mailed(one);
            one.commit();
            assertThat(links.use(one, REALM, made.id(), person, NOW)).isTrue();
            CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> {
                try {
                    return links.use(two, REALM, made.id(), person, NOW);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            one.commit();
            assertThat(other.get(60, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void the_printed_code_is_shown_once_and_to_who_confirmed_only() throws SQLException {
        try (Connection tx = RealDatabase.connect()) {
            EnrolmentLink made = add(tx, Delivery.PRINTED, State.PREPARED, null);
            String hash = EnrolmentLink.hash(code);
            assertThat(links.reveal(tx, REALM, made.id(), person, hash, NOW)).isFalse();
            assertThat(links.reveal(tx, REALM, made.id(), approver, hash, END)).isFalse();
            assertThat(links.reveal(tx, REALM, made.id(), approver, hash, NOW)).isTrue();
            assertThat(links.reveal(tx, REALM, made.id(), approver, EnrolmentLink.hash("other"), NOW))
                    .isFalse();
            assertThat(links.holdByHash(tx, REALM, hash).orElseThrow().opensAt(NOW))
                    .isTrue();
        }
    }

    @Test
    void five_wrong_passwords_kill_it() throws SQLException {
        try (Connection tx = RealDatabase.connect()) {
            EnrolmentLink made = mailed(tx);
            for (int i = 1; i < EnrolmentLink.MOST_FAILURES; i++) {
                links.failed(tx, made.id(), NOW);
            }
            assertThat(links.find(tx, REALM, made.id()).orElseThrow().opensAt(NOW))
                    .isTrue();
            links.failed(tx, made.id(), NOW);
            EnrolmentLink dead = links.find(tx, REALM, made.id()).orElseThrow();
            assertThat(dead.state()).isEqualTo(State.DEAD);
            assertThat(dead.opensAt(NOW)).isFalse();
            assertThat(links.use(tx, REALM, made.id(), person, NOW)).isFalse();
        }
    }

    @Test
    void a_newer_link_takes_the_place_of_the_older_one() throws SQLException {
        try (Connection tx = RealDatabase.connect()) {
            EnrolmentLink older = add(tx, Delivery.MAIL, State.ISSUED, EnrolmentLink.hash("older"));
            mailed(tx);
            assertThat(links.find(tx, REALM, older.id()).orElseThrow().state()).isEqualTo(State.DEAD);
        }
    }

    @Test
    void what_was_not_used_in_time_is_ended_and_named_once() throws SQLException {
        try (Connection tx = RealDatabase.connect()) {
            EnrolmentLink made = mailed(tx);
            assertThat(links.expire(tx, END.minusMillis(1))).isEmpty();
            assertThat(links.expire(tx, END)).map(EnrolmentLink::id).contains(made.id());
            assertThat(links.expire(tx, END)).isEmpty();
        }
    }

    @Test
    void the_database_itself_refuses_that_somebody_approves_their_own() throws SQLException {
        try (Connection tx = RealDatabase.connect()) {
            EnrolmentLink own = new EnrolmentLink(
                    UUID.randomUUID(),
                    REALM,
                    person,
                    person,
                    Wanted.PASSKEY,
                    Delivery.MAIL,
                    State.ISSUED,
                    END,
                    0,
                    null);
            assertThatThrownBy(() -> links.add(tx, own, EnrolmentLink.hash(code), NOW))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void the_code_itself_is_nowhere_in_the_table() throws SQLException {
        try (Connection tx = RealDatabase.connect()) {
            mailed(tx);
            try (var select = tx.prepareStatement(
                            "SELECT count(*) FROM kw_enrolment_link l WHERE person_id = ? AND position(? in l::text) >"
                                    + " 0");
                    var all = tx.prepareStatement("SELECT count(*) FROM kw_enrolment_link WHERE person_id = ?")) {
                select.setString(1, person.value());
                select.setString(2, code);
                all.setString(1, person.value());
                try (var row = select.executeQuery();
                        var rows = all.executeQuery()) {
                    row.next();
                    rows.next();
                    assertThat(rows.getInt(1)).isEqualTo(1);
                    assertThat(row.getInt(1)).isZero();
                }
            }
        }
    }

    private EnrolmentLink mailed(Connection tx) throws SQLException {
        return add(tx, Delivery.MAIL, State.ISSUED, EnrolmentLink.hash(code));
    }

    private EnrolmentLink add(
            Connection tx, Delivery delivery, State state, @org.jspecify.annotations.Nullable String hash)
            throws SQLException {
        EnrolmentLink link = new EnrolmentLink(
                UUID.randomUUID(), REALM, person, approver, Wanted.AUTHENTICATOR_APP, delivery, state, END, 0, null);
        links.add(tx, link, hash, NOW);
        return link;
    }
}
