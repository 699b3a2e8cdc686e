package health.keyward.inactivity.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.inactivity.core.Leaver;
import health.keyward.inactivity.core.LeaverDesk;
import health.keyward.inactivity.store.LeaverRound;
import health.keyward.inactivity.store.Leavers;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.ServerAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Reports of leavers, as one Keycloak session takes them. */
public final class SessionLeavers implements LeaverDesk {
    /** Attributes of a person that may hold the number the personnel office knows them by. */
    private static final List<String> NUMBERS = List.of("employee_number", "external_id");

    private final KeycloakSession session;
    private final Clock clock;
    private final Leavers leavers = new Leavers();

    SessionLeavers(KeycloakSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    @Override
    public List<UserId> named(RealmId realm, String username) {
        return Optional.ofNullable(session.users().getUserByUsername(model(realm), username)).stream()
                .filter(user -> user.getServiceAccountClientLink() == null)
                .map(user -> new UserId(user.getId()))
                .toList();
    }

    @Override
    public List<UserId> numbered(RealmId realm, String externalId) {
        return NUMBERS.stream()
                .flatMap(name -> session.users().searchForUserByUserAttributeStream(model(realm), name, externalId))
                .filter(user -> user.getServiceAccountClientLink() == null)
                .map(user -> new UserId(user.getId()))
                .distinct()
                .toList();
    }

    @Override
    public Optional<Person> person(RealmId realm, UserId id) {
        return Optional.ofNullable(session.users().getUserById(model(realm), id.value()))
                .filter(user -> user.getServiceAccountClientLink() == null)
                .map(user -> new Person(
                        id,
                        user.getUsername(),
                        NUMBERS.stream().flatMap(name -> first(user, name)).findFirst(),
                        user.isEnabled()));
    }

    private static Stream<String> first(UserModel user, String attribute) {
        return Optional.ofNullable(user.getFirstAttribute(attribute)).stream();
    }

    @Override
    public Reported report(
            RealmId realm, UserId person, Leaver.Source source, Actor by, Instant lastMoment, String reason) {
        Instant now = now();
        Optional<String> fault = Leaver.fault(lastMoment, now);
        Optional<Person> found = person(realm, person);
        if (fault.isPresent() || found.isEmpty()) {
            return new Reported.Refused(fault.orElse("There is no such person in this realm."));
        }
        Leaver leaver = new Leaver(
                UUID.randomUUID(),
                realm,
                person,
                source,
                reporter(by),
                now,
                lastMoment.truncatedTo(ChronoUnit.MICROS),
                reason,
                ServerAddress.now(session),
                Leaver.State.WAITING,
                null,
                null,
                null,
                null,
                null);
        if (write(tx -> leavers.add(tx, leaver))) {
            record(leaver, found.get().username(), "LEAVER_REPORTED", by, facts(leaver));
            return new Reported.Taken(leaver);
        }
        return known(realm, person, leaver, found.get().username(), by);
    }

    private Reported known(RealmId realm, UserId person, Leaver said, String username, Actor by) {
        Leaver before = standing(realm, person).orElse(said);
        if (!said.lastMoment().isBefore(before.lastMoment())) {
            return new Reported.Known(before);
        }
        write(tx -> {
            leavers.sooner(tx, before.id(), said.lastMoment());
            return true;
        });
        record(before, username, "LEAVER_REPORTED", by, facts(said));
        return new Reported.Known(standing(realm, person).orElse(before));
    }

    private static Map<String, String> facts(Leaver leaver) {
        return Map.of(
                "source",
                leaver.source().name(),
                "lastMoment",
                leaver.lastMoment().toString(),
                "reason",
                leaver.reason());
    }

    @Override
    public Optional<Leaver> standing(RealmId realm, UserId person) {
        return write(tx -> leavers.standing(tx, realm, person));
    }

    @Override
    public boolean cancel(Leaver leaver, Actor by, String reason) {
        boolean cancelled =
                write(tx -> leavers.cancel(tx, leaver.id(), new Leaver.Cancelled(now(), reporter(by), reason)));
        if (cancelled) {
            @Nullable
            String username = person(leaver.realm(), leaver.person())
                    .map(Person::username)
                    .orElse(null);
            record(
                    leaver,
                    username,
                    "LEAVER_CANCELLED",
                    by,
                    Map.of("was", leaver.state().name(), "reason", reason));
        }
        return cancelled;
    }

    private static String reporter(Actor by) {
        return by.userId() == null ? String.valueOf(by.clientId()) : by.userId();
    }

    private void record(Leaver leaver, @Nullable String username, String type, Actor by, Map<String, String> facts) {
        Doors.open(session, Ledger.class).acted(LeaverRound.act(leaver, username, type, null, by, facts, now()));
    }

    private RealmModel model(RealmId realm) {
        return session.realms().getRealm(realm.value());
    }

    private <T> T write(Database.SqlWork<T> work) {
        return new Database(session).write(work);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
