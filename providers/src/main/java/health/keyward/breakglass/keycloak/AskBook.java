package health.keyward.breakglass.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.breakglass.core.AskChange;
import health.keyward.breakglass.core.Eligibility;
import health.keyward.breakglass.core.Reasons;
import health.keyward.breakglass.store.AskLists;
import health.keyward.breakglass.store.AskLists.Kind;
import health.keyward.breakglass.store.AskLists.Version;
import health.keyward.breakglass.store.AskText;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;

/** The two lists of a realm as one Keycloak session sees them: who may break the glass, and why (BG-1, BG-6). */
public final class AskBook {
    private static final int VERSIONS_SHOWN = 50;
    private static final int LONGEST_RECORD = 3_500;

    private final KeycloakSession session;
    private final AskLists lists = new AskLists();
    private final Clock clock;

    public AskBook(KeycloakSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** A list with the number it goes by; 0 for what counts before the first one is published. */
    public record Numbered<T>(int number, T list) {}

    public Numbered<Eligibility> eligibility(RealmId realm) {
        return newest(realm, Kind.ELIGIBILITY)
                .map(found -> new Numbered<>(found.number(), AskText.eligibility(found.body())))
                .orElse(new Numbered<>(0, Eligibility.NOBODY));
    }

    public Numbered<Reasons> reasons(RealmId realm) {
        return newest(realm, Kind.REASONS)
                .map(found -> new Numbered<>(found.number(), AskText.reasons(found.body())))
                .orElse(new Numbered<>(0, Reasons.SHIPPED));
    }

    public List<Version> versions(RealmId realm, Kind kind) {
        return new Database(session).read(tx -> lists.list(tx, realm, kind, VERSIONS_SHOWN));
    }

    /** Keeps a list for a second person; gives the hash it is found by. */
    public String keep(RealmId realm, String body) {
        return new Database(session).write(tx -> lists.keep(tx, realm, body, now()));
    }

    Optional<String> candidate(RealmId realm, String hash) {
        return new Database(session).write(tx -> lists.candidate(tx, realm, hash));
    }

    /** What differs from the version in force. */
    List<AskChange.Line> lines(RealmId realm, Kind kind, String body) {
        return kind == Kind.ELIGIBILITY
                ? AskChange.between(eligibility(realm).list(), AskText.eligibility(body))
                : AskChange.between(reasons(realm).list(), AskText.reasons(body));
    }

    /** Lets a list count and records it, or neither. False when somebody else was first. */
    boolean publish(RealmId realm, Kind kind, Version wanted, Actor by) {
        List<AskChange.Line> lines = lines(realm, kind, wanted.body());
        if (!new Database(session).write(tx -> lists.publish(tx, realm, kind, wanted))) {
            return false;
        }
        String words = "Version " + wanted.number() + ", SHA-256 " + AskText.hash(wanted.body())
                + ", as agreed in proposal " + wanted.approval() + ". Reason: " + wanted.reason() + ". "
                + lines.stream()
                        .map(line -> line.name() + ": " + (line.before() == null ? "-" : line.before()) + " -> "
                                + (line.after() == null ? "-" : line.after()))
                        .collect(Collectors.joining("; "));
        Doors.open(session, Ledger.class)
                .changed(
                        realm,
                        by,
                        "UPDATE",
                        "BREAK_GLASS_" + kind.name(),
                        "breakglass/" + kind.name().toLowerCase(java.util.Locale.ROOT) + "/versions/" + wanted.number(),
                        null,
                        words.length() <= LONGEST_RECORD ? words : words.substring(0, LONGEST_RECORD) + " …");
        return true;
    }

    private Optional<Version> newest(RealmId realm, Kind kind) {
        return new Database(session).write(tx -> lists.newest(tx, realm, kind));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
