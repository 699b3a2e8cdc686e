package health.keyward.review.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.Recorded;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.notice.Notice;
import health.keyward.review.core.Advance;
import health.keyward.review.core.AnswerRules;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.Decision;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Foreign;
import health.keyward.review.core.Item;
import health.keyward.review.core.NoAnswer;
import health.keyward.review.core.Origin;
import health.keyward.review.core.Outcome;
import health.keyward.review.core.ReviewerRule;
import health.keyward.review.core.Rights;
import health.keyward.review.core.Risk;
import health.keyward.review.core.Scope;
import health.keyward.review.core.Stage;
import health.keyward.review.core.Truth;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A realm with people and rights, on a real database of its own, with a clock that is set by hand and a house that writes down what it is told. */
final class Clinic implements AutoCloseable, Rounds.House {
    static final Actor ADMIN = new Actor(null, "admin", "admin", null, null, null);

    final DataSource source = RealDatabase.fresh();
    Connection tx;
    final RealmId realm = new RealmId(UUID.randomUUID().toString());
    final List<Recorded.Act> acts = new ArrayList<>();
    final List<Notice> told = new ArrayList<>();
    final List<UserId> ended = new ArrayList<>();
    final Map<UserId, String> refusing = new HashMap<>();
    /** What other systems hold; null when one does not answer. */
    @Nullable
    List<Foreign> foreign = new ArrayList<>();

    Instant now = Instant.parse("2026-03-02T09:00:00Z");

    Clinic() throws SQLException {
        tx = connected();
        run("INSERT INTO realm (id, name) VALUES (?, 'clinic')", realm.value());
        role("reviewer");
        tx.commit();
    }

    private Connection connected() throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /** As when a node loses its power in the middle of a transaction: the database ends what it had begun, and another node comes. */
    void dies() throws SQLException {
        int backend = Sql.of("SELECT pg_backend_pid()")
                .first(tx, row -> row.getInt(1))
                .orElseThrow();
        try (Connection other = source.getConnection()) {
            assertThat(Sql.of("SELECT pg_terminate_backend(?, 10000)", backend).first(other, row -> row.getBoolean(1)))
                    .contains(true);
        }
        acts.clear();
        told.clear();
        ended.clear();
        tx = connected();
    }

    /** Works until something was recorded, which is not committed. */
    void worksUntil(String type) throws SQLException {
        Rounds rounds = new Rounds(clock());
        while (!acted().contains(type)) {
            tx.commit();
            assertThat(rounds.round(tx, this)).isTrue();
        }
    }

    long count(String sql, @Nullable Object... values) throws SQLException {
        return Sql.of(sql, values).first(tx, row -> row.getLong(1)).orElseThrow();
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    Leading leading() {
        return new Leading(clock());
    }

    Answering answering() {
        return new Answering(clock());
    }

    void after(Duration time) throws SQLException {
        now = now.plus(time);
        rounds();
    }

    /** Works as often as a server would. */
    void rounds() throws SQLException {
        Rounds rounds = new Rounds(clock());
        while (rounds.round(tx, this)) {
            tx.commit();
        }
        tx.commit();
    }

    UserId person(String name, @Nullable String manager, String... roles) throws SQLException {
        UserId id = new UserId(name);
        run(
                "INSERT INTO user_entity (id, realm_id, username, enabled, created_timestamp) VALUES (?, ?, ?, true, 0)",
                name,
                realm.value(),
                name);
        if (manager != null) {
            attribute(id, "manager", manager);
        }
        for (String role : roles) {
            give(id, role);
        }
        tx.commit();
        return id;
    }

    void attribute(UserId id, String name, String value) throws SQLException {
        run(
                "INSERT INTO user_attribute (id, user_id, name, value) VALUES (gen_random_uuid(), ?, ?, ?)",
                id.value(),
                name,
                value);
    }

    void role(String name) throws SQLException {
        run(
                "INSERT INTO keycloak_role (id, name, realm_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                "r-" + name,
                name,
                realm.value());
    }

    void mark(String role, String name, String value) throws SQLException {
        run("INSERT INTO role_attribute VALUES (gen_random_uuid(), ?, ?, ?)", "r-" + role, name, value);
    }

    void contains(String outer, String inner) throws SQLException {
        role(outer);
        role(inner);
        run("INSERT INTO composite_role VALUES (?, ?)", "r-" + outer, "r-" + inner);
    }

    void give(UserId person, String role) throws SQLException {
        role(role);
        run("INSERT INTO user_role_mapping VALUES (?, ?)", "r-" + role, person.value());
    }

    void group(String name, @Nullable String parent, String... roles) throws SQLException {
        run(
                "INSERT INTO keycloak_group VALUES (?, ?, ?, ?)",
                "g-" + name,
                name,
                parent == null ? " " : "g-" + parent,
                realm.value());
        for (String role : roles) {
            role(role);
            run("INSERT INTO group_role_mapping VALUES (?, ?)", "r-" + role, "g-" + name);
        }
    }

    void joins(UserId person, String group) throws SQLException {
        run("INSERT INTO user_group_membership VALUES (?, ?)", "g-" + group, person.value());
    }

    static Definition definition(Scope scope, int stages, ReviewerRule... rules) {
        return definition(scope, stages, Advance.NONE, NoAnswer.KEEP_AND_FLAG, rules);
    }

    static Definition definition(Scope scope, int stages, Advance advance, NoAnswer noAnswer, ReviewerRule... rules) {
        return new Definition(
                "Who may do what",
                "",
                null,
                new UserId("owner"),
                scope,
                Collections.nCopies(stages, new Stage(7, List.of(rules), advance, false)),
                Truth.ONE_DENY_DENIES,
                Map.of(Risk.LOW, noAnswer, Risk.ELEVATED, noAnswer, Risk.HIGH, noAnswer),
                true,
                null);
    }

    Campaign previewed(Definition definition) throws SQLException {
        Campaign draft = leading().draft(tx, this, realm, ADMIN, definition, null);
        Campaign previewed = done(leading().preview(tx, this, realm, ADMIN, draft.id()));
        tx.commit();
        return previewed;
    }

    Campaign launched(Definition definition) throws SQLException {
        Campaign previewed = previewed(definition);
        Campaign launched = done(leading()
                .launch(tx, this, realm, ADMIN, previewed.id(), String.valueOf(previewed.populationHash()), "a test"));
        tx.commit();
        return launched;
    }

    Campaign again(Campaign campaign) throws SQLException {
        return new Campaigns().find(tx, realm, campaign.id()).orElseThrow();
    }

    List<Item> items(Campaign campaign) throws SQLException {
        return new Items()
                .list(tx, campaign.id(), new Items.Filter(null, null, null, null, null), Items.Place.START, 10_000);
    }

    Item item(Campaign campaign, UserId person) throws SQLException {
        return items(campaign).stream()
                .filter(item -> item.person().equals(person))
                .findFirst()
                .orElseThrow();
    }

    /** Opened, thought about for half a minute, answered. */
    Outcome<Item> answers(Item item, Decision decision) throws SQLException {
        return answers(item, new AnswerRules.Wanted(decision, null, null, "I know this person"));
    }

    Outcome<Item> answers(Item item, AnswerRules.Wanted wanted) throws SQLException {
        UserId reviewer = Objects.requireNonNull(item.reviewer());
        answering().open(tx, realm, reviewer, item.id());
        now = now.plusSeconds(30);
        Outcome<Item> outcome = answering()
                .answer(
                        tx,
                        this,
                        realm,
                        new Actor(null, reviewer.value(), reviewer.value(), null, null, null),
                        reviewer,
                        item.id(),
                        item.version(),
                        wanted,
                        false);
        tx.commit();
        return outcome;
    }

    /** Says yes, for a time. */
    void keeps(Item item, Duration time) throws SQLException {
        done(answers(
                item, new AnswerRules.Wanted(Decision.KEEP, now.plus(time), null, "as long as the project lasts")));
    }

    static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T> refused -> throw new AssertionError("refused: " + refused.why());
        };
    }

    List<String> acted() {
        return acts.stream().map(Recorded.Act::type).toList();
    }

    @Override
    public Rights rights(RealmId of) {
        return new Rights() {
            @Override
            public Taken take(Item item) {
                String why = refusing.get(item.person());
                if (why != null) {
                    return new Taken.Refused(why);
                }
                if (isElsewhere(item)) {
                    boolean written = foreign().removeIf(one -> one.origin().holding() == Origin.Holding.WRITTEN);
                    return written ? new Taken.Done("was taken") : new Taken.Elsewhere();
                }
                String table = item.denial().group()
                        ? "user_group_membership WHERE group_id"
                        : "user_role_mapping WHERE role_id";
                return bare(
                                        "DELETE FROM " + table + " = ? AND user_id = ?",
                                        item.denial().id(),
                                        item.person().value())
                                == 1
                        ? new Taken.Done("was taken")
                        : new Taken.Gone("was gone");
            }

            @Override
            public Optional<String> still(Item item) {
                if (isElsewhere(item)) {
                    return Optional.of("the directory");
                }
                try {
                    return Sql.of(
                                    "SELECT 'role ' || role_id FROM user_role_mapping WHERE user_id = ? AND role_id = ?",
                                    item.person().value(),
                                    item.entitlementId())
                            .first(tx, row -> row.getString(1));
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public int end(UserId person) {
                ended.add(person);
                return 1;
            }
        };
    }

    private boolean isElsewhere(Item item) {
        return foreign().stream()
                .anyMatch(one -> item.person().equals(one.person())
                        && one.id().equals(item.denial().id()));
    }

    List<Foreign> foreign() {
        return foreign(realm).orElseThrow();
    }

    @Override
    public Optional<List<Foreign>> foreign(RealmId of) {
        return Optional.ofNullable(foreign);
    }

    private int bare(String sql, Object... values) {
        try {
            return Sql.of(sql, values).update(tx);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String acted(Recorded.Act act) {
        acts.add(act);
        return UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public void tell(Notice notice) {
        told.add(notice);
    }

    void run(String sql, @Nullable Object... values) throws SQLException {
        Sql.of(sql, values).update(tx);
    }

    @Override
    public void close() throws SQLException {
        tx.close();
    }
}
