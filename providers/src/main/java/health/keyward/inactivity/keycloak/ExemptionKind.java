package health.keyward.inactivity.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.audit.Ledger;
import health.keyward.inactivity.core.Exemption;
import health.keyward.inactivity.store.Exemptions;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Leaves an account alone for a while (IN-8, IN-9). Asked: {@code kind}, {@code person} and {@code owner} (user ids), {@code from} and {@code until} (instants),
 * {@code blocks} and {@code reason}. Neither who proposes nor who confirms may be the person.
 */
final class ExemptionKind implements Approvable {
    static final String KIND = "inactivity-exemption";

    private static final Set<String> ASKED = Set.of("kind", "person", "owner", "from", "until", "blocks", "reason");

    private final KeycloakSession session;
    private final Clock clock;
    private final Exemptions exemptions = new Exemptions();

    ExemptionKind(KeycloakSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean mayConcernProposer() {
        return false;
    }

    private record Wish(
            Exemption.Kind kind,
            UserId person,
            UserId owner,
            Instant from,
            Instant until,
            boolean blocks,
            String reason) {
        static Optional<Wish> of(Map<String, String> asked) {
            Optional<Exemption.Kind> kind = Arrays.stream(Exemption.Kind.values())
                    .filter(known -> known.name().equals(asked.get("kind")))
                    .findFirst();
            if (kind.isEmpty() || !asked.keySet().equals(ASKED)) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Wish(
                        kind.get(),
                        new UserId(asked.getOrDefault("person", "")),
                        new UserId(asked.getOrDefault("owner", "")),
                        Instant.parse(asked.getOrDefault("from", "")).truncatedTo(ChronoUnit.MICROS),
                        Instant.parse(asked.getOrDefault("until", "")).truncatedTo(ChronoUnit.MICROS),
                        Boolean.parseBoolean(asked.get("blocks")),
                        asked.getOrDefault("reason", "")));
            } catch (DateTimeParseException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    @Override
    public Reading read(RealmId realmId, Map<String, String> asked) {
        Optional<Wish> wish = Wish.of(asked);
        if (wish.isEmpty()) {
            return new Reading.Unclear("Ask for kind, person, owner, from, until, blocks and reason.");
        }
        Wish wanted = wish.get();
        RealmModel realm = session.realms().getRealm(realmId.value());
        @Nullable
        UserModel person = session.users().getUserById(realm, wanted.person().value());
        @Nullable
        UserModel owner = session.users().getUserById(realm, wanted.owner().value());
        if (person == null || owner == null || !owner.isEnabled()) {
            return new Reading.Unclear("Person and owner are people of this realm; the owner may sign in.");
        }
        Optional<String> fault = Exemption.fault(
                wanted.kind(),
                wanted.person(),
                wanted.owner(),
                wanted.from(),
                wanted.until(),
                wanted.blocks(),
                clock.instant());
        if (fault.isPresent()) {
            return new Reading.Unclear(fault.get());
        }
        List<Change.Line> lines = new ArrayList<>();
        lines.add(new Change.Line("kind", null, wanted.kind().name()));
        lines.add(new Change.Line("from", null, wanted.from().toString()));
        lines.add(new Change.Line("until", null, wanted.until().toString()));
        if (wanted.blocks()) {
            lines.add(new Change.Line("may sign in meanwhile", "yes", "no"));
        }
        return new Reading.Clear(new Change(
                KIND,
                realmId,
                wanted.kind() == Exemption.Kind.LEAVE
                        ? "Stop the clock of an account during a leave"
                        : "Exempt an account from being disabled",
                wanted.person(),
                asked,
                lines));
    }

    @Override
    public Execution execute(Approved approved) {
        Optional<Wish> wish = Wish.of(approved.change().asked());
        if (wish.isEmpty()) {
            return new Execution.NotDone("It is not what was asked.");
        }
        Wish wanted = wish.get();
        Exemption added = new Exemption(
                approved.proposal(),
                wanted.kind(),
                wanted.person(),
                wanted.reason(),
                wanted.owner(),
                wanted.from(),
                wanted.until(),
                wanted.blocks(),
                new UserId(approved.proposer().userId()),
                new UserId(approved.approver().userId()),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null);
        RealmId realm = approved.change().realm();
        new Database(session).write(tx -> {
            exemptions.add(tx, realm, added);
            return true;
        });
        Doors.open(session, Ledger.class)
                .changed(
                        realm,
                        new Actor(
                                realm.value(),
                                approved.approver().userId(),
                                approved.approver().username(),
                                null,
                                approved.approver().sessionId(),
                                null),
                        "CREATE",
                        "INACTIVITY_" + wanted.kind(),
                        "inactivity/exemptions/" + added.id(),
                        wanted.person().value(),
                        wanted.kind() + " from " + wanted.from() + " until " + wanted.until() + ". Reason: "
                                + wanted.reason());
        return new Execution.Done();
    }
}
