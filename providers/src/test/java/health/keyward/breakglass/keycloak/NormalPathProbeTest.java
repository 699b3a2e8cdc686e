package health.keyward.breakglass.keycloak;

import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.EngineHealth;
import health.keyward.breakglass.core.EmergencyPaths;
import health.keyward.breakglass.core.NormalPath;
import health.keyward.breakglass.core.NormalPath.Part;
import health.keyward.keycloak.Room;
import health.keyward.stepup.FactorMetadata;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderStorageProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** What is looked at when somebody opens an emergency account (EA-3). */
class NormalPathProbeTest {
    private static final Reach.Place MAIL = new Reach.Place("mail.example", 587);
    private static final Reach.Place PROVIDER = new Reach.Place("idp.example", 8443);
    private static final Instant OUTDATED_FROM = NOON.plusSeconds(60);

    private @Nullable EmergencyPaths paths = new EmergencyPaths(1, true, true);
    private boolean decides = true;
    private boolean providerEnabled = true;
    private String host = "mail.example";
    private Set<Reach.Place> down = Set.of();
    private Instant now = NOON;

    @Test
    void where_all_of_it_is_there_the_path_is_healthy() {
        assertThat(look()).contains(new NormalPath(Set.of()));
    }

    @Test
    void each_part_that_is_stopped_is_found() {
        down = Set.of(MAIL);
        assertThat(broken()).containsExactly(Part.MAIL);
        down = Set.of(PROVIDER);
        assertThat(broken()).containsExactly(Part.IDENTITY_PROVIDER);
        down = Set.of();
        decides = false;
        assertThat(broken()).containsExactly(Part.DECISION_ENGINE);
        decides = true;
        now = OUTDATED_FROM;
        assertThat(broken()).containsExactly(Part.FACTOR_METADATA);
        now = NOON;
        paths = new EmergencyPaths(0, true, true);
        assertThat(broken()).containsExactly(Part.ADMINISTRATORS);
    }

    @Test
    void a_provider_that_nobody_is_sent_to_is_not_missed_and_no_mail_server_is_no_mail() {
        down = Set.of(PROVIDER);
        providerEnabled = false;
        host = "";
        assertThat(broken()).containsExactly(Part.MAIL);
    }

    @Test
    void what_goes_wrong_while_looking_is_told_as_unknown() {
        paths = null;
        assertThat(look()).isEmpty();
    }

    @Test
    void places_are_read_from_addresses() {
        assertThat(NormalPathProbe.place("https://idp.example/token")).contains(new Reach.Place("idp.example", 443));
        assertThat(NormalPathProbe.place("http://idp.example:81/x")).contains(new Reach.Place("idp.example", 81));
        assertThat(NormalPathProbe.place("nothing at all")).isEmpty();
    }

    @Test
    void a_port_that_somebody_listens_at_is_reached_and_one_that_nobody_does_is_not() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        Reach.Place gone;
        try (ServerSocket was = new ServerSocket(0, 1, here)) {
            gone = new Reach.Place(here.getHostAddress(), was.getLocalPort());
        }
        try (ServerSocket open = new ServerSocket(0, 1, here)) {
            Reach.Place there = new Reach.Place(here.getHostAddress(), open.getLocalPort());
            assertThat(new Reach().all(List.of(there, gone))).isEqualTo(Map.of(there, true, gone, false));
        }
    }

    private Set<Part> broken() {
        return look().orElseThrow().broken();
    }

    private Optional<NormalPath> look() {
        RealmModel realm = Answering.of(
                RealmModel.class,
                Map.of(
                        "getId",
                        a -> "hospital",
                        "getSmtpConfig",
                        a -> host.isEmpty() ? Map.of() : Map.of("host", host, "port", "587")));
        Reach reach = new Reach() {
            @Override
            Map<Place, Boolean> all(List<Place> places) {
                return places.stream().collect(Collectors.toMap(place -> place, place -> !down.contains(place)));
            }
        };
        return new NormalPathProbe(session(), Clock.fixed(now, ZoneOffset.UTC), reach).look(realm);
    }

    private KeycloakSession session() {
        IdentityProviderModel provider = new IdentityProviderModel();
        provider.setEnabled(providerEnabled);
        provider.setConfig(new HashMap<>(Map.of("tokenUrl", "https://idp.example:8443/token")));
        IdentityProviderStorageProvider providers =
                Answering.of(IdentityProviderStorageProvider.class, Map.of("getAllStream", a -> Stream.of(provider)));
        Room room = new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                if (door == EngineHealth.class) {
                    EngineHealth engine = (realm, client) -> decides;
                    return Optional.of(door.cast(engine));
                }
                if (door == FactorMetadata.class) {
                    FactorMetadata metadata = at -> at.isBefore(OUTDATED_FROM);
                    return Optional.of(door.cast(metadata));
                }
                return Optional.empty();
            }
        };
        Session hibernate = Answering.of(Session.class, Map.of("doReturningWork", a -> {
            if (paths == null) {
                throw new IllegalStateException("the database is away");
            }
            return paths;
        }));
        EntityManager entities = Answering.of(EntityManager.class, Map.of("unwrap", a -> hibernate));
        JpaConnectionProvider jpa =
                Answering.of(JpaConnectionProvider.class, Map.of("getEntityManager", a -> entities));
        Map<String, Function<Object[], @Nullable Object>> answers = new HashMap<>();
        answers.put("getProvider", a -> a[0] == JpaConnectionProvider.class ? jpa : null);
        answers.put("getAllProviders", a -> Set.of(room));
        answers.put("identityProviders", a -> providers);
        return Answering.of(KeycloakSession.class, answers);
    }
}
