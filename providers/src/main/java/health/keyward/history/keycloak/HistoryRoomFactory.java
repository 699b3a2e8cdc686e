package health.keyward.history.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.Projection;
import health.keyward.audit.Veto;
import health.keyward.history.EntitlementUse;
import health.keyward.history.Familiarity;
import health.keyward.history.LastSignIn;
import health.keyward.history.ReadingLeave;
import health.keyward.history.SignInCounts;
import health.keyward.history.rest.ExportRun;
import health.keyward.history.rest.HistoryResource;
import health.keyward.history.rest.SignInsAlone;
import health.keyward.history.store.Baseline;
import health.keyward.history.store.Entitlements;
import health.keyward.history.store.Expiry;
import health.keyward.history.store.Footing;
import health.keyward.history.store.HistoryProjection;
import health.keyward.history.store.People;
import health.keyward.history.store.SignInDays;
import health.keyward.history.store.SignInTimes;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** The history room. Option: {@code keep-months} (72, six years; at least 12): older months of the read models are dropped. */
public final class HistoryRoomFactory implements RoomFactory {
    public static final String ID = "history";

    private static final Logger LOG = Logger.getLogger(HistoryRoomFactory.class);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int BASELINE_LOCK = 20;
    private static final Duration BASELINE_EVERY = Duration.ofSeconds(30);

    private static final int KEEP_MONTHS = 72;
    private static final int LEAST_MONTHS = 12;
    private static final int EXPIRY_LOCK = 30;
    private static final int EXPORTS_LOCK = 31;
    private static final Duration EXPORTS_EVERY = Duration.ofSeconds(5);
    private static final Duration EXPIRY_EVERY = Duration.ofMinutes(10);

    private final Projection projection = new HistoryProjection(CLOCK);
    private final People people = new People();
    private final SignInTimes signInTimes = new SignInTimes();
    private final SignInDays signInDays = new SignInDays();
    private final Baseline baseline = new Baseline();
    private final ExportRun exports = new ExportRun(CLOCK);
    private final Footing footing = new Footing();
    private final Entitlements entitlements = new Entitlements();
    private Expiry expiry = new Expiry(KEEP_MONTHS);

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Room create(KeycloakSession session) {
        LastSignIn lastSignIn = new Times(session, signInTimes);
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                if (door == Projection.class) {
                    return Optional.of(door.cast(projection));
                }
                if (door == Veto.class) {
                    return Optional.of(door.cast(new OneIdForLife(session, people)));
                }
                if (door == SignInCounts.class) {
                    return Optional.of(door.cast(new Counts(session, signInDays)));
                }
                if (door == Familiarity.class) {
                    Familiarity known = asked -> new Database(session).read(tx -> footing.of(tx, asked));
                    return Optional.of(door.cast(known));
                }
                if (door == EntitlementUse.class) {
                    return Optional.of(door.cast(new Use(session, entitlements)));
                }
                return door == LastSignIn.class ? Optional.of(door.cast(lastSignIn)) : Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.of(
                        new HistoryResource(call, new Database(session), Doors.open(session, Ledger.class), CLOCK));
            }

            @Override
            public Set<String> narrowRoles() {
                return Doors.all(session, ReadingLeave.class).stream()
                        .flatMap(leave -> leave.roles().stream())
                        .collect(Collectors.toSet());
            }

            @Override
            public Optional<Object> narrowResource(AdminCall call) {
                List<Optional<String>> said = Doors.all(session, ReadingLeave.class).stream()
                        .filter(leave -> leave.roles().stream().anyMatch(call.roles()::contains))
                        .map(leave -> leave.refuses(call.realmId(), call.actor()))
                        .toList();
                if (said.stream().noneMatch(Optional::isEmpty)) {
                    throw said.stream()
                            .flatMap(Optional::stream)
                            .findFirst()
                            .map(why -> Problems.problem("no-leave", "Somebody else has to agree", 403, why))
                            .orElseGet(Problems::forbidden);
                }
                return Optional.of(
                        new SignInsAlone(call, new Database(session), Doors.open(session, Ledger.class), CLOCK));
            }
        };
    }

    @Override
    public void init(Config.Scope config) {
        expiry = new Expiry(Math.max(LEAST_MONTHS, config.getInt("keep-months", KEEP_MONTHS)));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent migrated) {
                new ClusterTask("baseline", BASELINE_LOCK, BASELINE_EVERY, this::takeBaseline)
                        .schedule(migrated.getFactory());
                new ClusterTask("history-exports", EXPORTS_LOCK, EXPORTS_EVERY, exports::round)
                        .schedule(migrated.getFactory());
                new ClusterTask("history-expiry", EXPIRY_LOCK, EXPIRY_EVERY, this::expire)
                        .schedule(migrated.getFactory());
            }
        });
    }

    private void takeBaseline(KeycloakSession session) {
        new Database(session)
                .write(tx -> {
                    Optional<RealmId> due = baseline.due(tx);
                    return due.isEmpty()
                            ? Optional.<Baseline.Taken>empty()
                            : baseline.take(tx, due.get(), CLOCK.instant());
                })
                .ifPresent(taken -> Doors.open(session, Ledger.class)
                        .changed(
                                taken.realm(),
                                Actor.NOBODY,
                                "CREATE",
                                "BASELINE",
                                "history/baseline",
                                null,
                                "last sign-ins of " + taken.people() + " people, from " + taken.oldest() + " to "
                                        + taken.newest() + ", taken over from the events Keycloak had saved"));
    }

    private void expire(KeycloakSession session) {
        int busy = new Database(session).write(tx -> expiry.round(tx, CLOCK.instant()));
        if (busy > 0) {
            LOG.infof("%d months of the history should go and are in use; they go in a later round", busy);
        }
    }

    private record Times(KeycloakSession session, SignInTimes times) implements LastSignIn {
        @Override
        public Optional<Instant> of(RealmId realm, UserId person) {
            return new Database(session).read(tx -> times.of(tx, realm, person));
        }

        @Override
        public Map<UserId, Instant> of(RealmId realm, Set<UserId> people) {
            return new Database(session).read(tx -> times.of(tx, realm, people));
        }
    }

    private record Use(KeycloakSession session, Entitlements entitlements) implements EntitlementUse {
        @Override
        public Map<String, Instant> roles(RealmId realm, UserId person) {
            return new Database(session).read(tx -> entitlements.of(tx, realm, person, Entitlements.What.ROLE));
        }

        @Override
        public Map<String, Instant> clients(RealmId realm, UserId person) {
            return new Database(session).read(tx -> entitlements.of(tx, realm, person, Entitlements.What.CLIENT));
        }
    }

    private record Counts(KeycloakSession session, SignInDays days) implements SignInCounts {
        @Override
        public void each(RealmId realm, LocalDate day, Question question, Consumer<Group> taker) {
            new Database(session).read(tx -> {
                days.each(tx, realm, day, question, taker);
                return true;
            });
        }

        @Override
        public Map<String, Name> names(RealmId realm, Collection<String> people) {
            return new Database(session).read(tx -> days.names(tx, realm, people));
        }
    }

    @Override
    public void close() {}
}
