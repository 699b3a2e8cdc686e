package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.Policies;
import health.keyward.abac.core.bundle.EngineMaker;
import health.keyward.abac.keycloak.engine.Engines;
import health.keyward.abac.keycloak.engine.OpaServer;
import health.keyward.abac.keycloak.source.DeviceAuthority;
import health.keyward.abac.keycloak.source.Sources;
import health.keyward.approval.Approvable;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.NodeTask;
import health.keyward.stepup.AdministratorsReach;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.common.ClientConnection;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** All that has to do with bundles on this node. */
public final class PolicyHouse {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String EMBEDDED = "embedded";
    private static final EngineMaker CHECKING = new EmbeddedMaker();

    private final Clock clock;
    private final BundleOptions options;
    private final BundleLoader loader;
    private final HouseBundle house;
    private final PublishedPolicies published;

    private PolicyHouse(BundleOptions options, EngineMaker answering, KeycloakSessionFactory factory, Clock clock) {
        this.clock = clock;
        this.options = options;
        this.loader = new BundleLoader(new BundleReader(options.key()), CHECKING, answering);
        this.house = new HouseBundle(options, loader, Delivered.files(), new HouseShelf(factory), clock);
        this.published = new PublishedPolicies(house, loader, System::nanoTime);
    }

    /** Reads what is set, and refuses to start where it makes no sense. */
    public static Plan planned(Config.Scope config) {
        BundleOptions options = BundleOptions.of(config);
        EngineMaker answering = answering(config);
        return (factory, clock) -> new PolicyHouse(options, answering, factory, clock);
    }

    /** Option {@code engine}: {@code embedded}, or {@code server} with the options of {@link OpaServer}. */
    private static EngineMaker answering(Config.Scope config) {
        String engine = config.get("engine", EMBEDDED);
        return switch (engine) {
            case EMBEDDED -> CHECKING;
            case OpaServer.NAME -> new ServerMaker(Engines.server(config::get));
            default ->
                throw new IllegalArgumentException(
                        "--spi-keyward-room--abac--engine is embedded or server, not " + engine);
        };
    }

    /** What was set, to be built once the database is there. */
    @FunctionalInterface
    public interface Plan {
        PolicyHouse build(KeycloakSessionFactory factory, Clock clock);
    }

    /** Loads what there is, and goes on looking after it. */
    public void start(KeycloakSessionFactory factory) {
        house.start();
        new NodeTask("policy-bundle", LOOK, this::round).schedule(factory);
        new NodeTask(
                        "policies",
                        PublishedPolicies.LOOK_EVERY,
                        () -> KeycloakModelUtils.runJobInTransaction(
                                factory, session -> published.look(new Database(session)::write)))
                .schedule(factory);
    }

    private void round() {
        try {
            house.round();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public Policies policies(KeycloakSession session) {
        return realm -> published.of(new Database(session)::write, realm);
    }

    public RealmPolicies realm(KeycloakSession session) {
        SessionBook book = new SessionBook(session);
        return new RealmPolicies(book, book, loader, house, published::forget);
    }

    public RealmReplays replays(KeycloakSession session) {
        SessionBook book = new SessionBook(session);
        return new RealmReplays(book, book, realm(session));
    }

    public List<Approvable> kinds(KeycloakSession session) {
        RealmPolicies realm = realm(session);
        Trial trial = trial(session);
        return List.of(
                new PolicyKind(realm, replays(session), trial, clock),
                new EnforcementKind(
                        realm,
                        (id, app) -> session.realms().getRealm(id.value()).getClientByClientId(app) != null,
                        id -> decided(session, id),
                        (id, after) -> policies(session).of(id) instanceof Policies.Standing.Active active
                                ? trial.refuses(id, active.policy(), after)
                                : Optional.empty(),
                        clock));
    }

    private Trial trial(KeycloakSession session) {
        @Nullable ClientConnection connection = session.getContext().getConnection();
        return new PolicyTrial(
                policies(session),
                realm -> Doors.all(session, AdministratorsReach.class).stream()
                        .flatMap(reach -> reach.of(realm).stream())
                        .toList(),
                () -> Sources.of(session, clock, DeviceAuthority.NONE, null),
                connection == null ? null : connection.getRemoteAddr(),
                System::nanoTime);
    }

    private boolean decided(KeycloakSession session, RealmId realm) {
        return policies(session).of(realm) instanceof Policies.Standing.Active;
    }

    /** How the bundle of the installation stands on this node. */
    public HouseState house() {
        HouseBundle.State state = house.state();
        return new HouseState(
                house.source().map(Enum::name).orElse("DELIVERED"),
                state.loaded() == null ? null : state.loaded().bundle(),
                state.since(),
                state.confirmed(),
                state.triedAt(),
                options.url() == null ? null : options.stale(),
                state.trouble(),
                house.failure().orElse(null));
    }
}
