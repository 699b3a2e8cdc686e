package health.keyward.breakglass.keycloak;

import health.keyward.abac.EngineHealth;
import health.keyward.breakglass.core.NormalPath;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Doors;
import health.keyward.stepup.FactorMetadata;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Looks whether administrators can come in the normal way (EA-3). Mail and identity providers count as there when something takes a connection. What goes wrong
 * while looking opens and refuses nothing: then nobody can tell, and the alarm is as loud as it gets.
 */
final class NormalPathProbe {
    static final String CONSOLE = "keyward-console";

    private static final Logger LOG = Logger.getLogger(NormalPathProbe.class);
    private static final List<String> ADDRESSES = List.of("tokenUrl", "authorizationUrl", "singleSignOnServiceUrl");
    private static final int MOST_PROVIDERS = 20;
    private static final int MAIL_PORT = 25;

    private final KeycloakSession session;
    private final Clock clock;
    private final Reach reach;

    NormalPathProbe(KeycloakSession session, Clock clock) {
        this(session, clock, new Reach());
    }

    NormalPathProbe(KeycloakSession session, Clock clock, Reach reach) {
        this.session = session;
        this.clock = clock;
        this.reach = reach;
    }

    Optional<NormalPath> look(RealmModel realm) {
        try {
            RealmId id = new RealmId(realm.getId());
            Optional<Reach.Place> mail = mail(realm);
            List<Reach.Place> providers = providers();
            Map<Reach.Place, Boolean> reached =
                    reach.all(Stream.concat(mail.stream(), providers.stream()).toList());
            return Optional.of(NormalPath.of(new NormalPath.Facts(
                    EmergencyPathGuard.read(session, id),
                    Doors.all(session, EngineHealth.class).stream().allMatch(engine -> engine.letsIn(id, CONSOLE)),
                    providers.stream().allMatch(place -> reached.getOrDefault(place, false)),
                    mail.filter(place -> reached.getOrDefault(place, false)).isPresent(),
                    Doors.all(session, FactorMetadata.class).stream()
                            .allMatch(metadata -> metadata.isCurrent(clock.instant())))));
        } catch (RuntimeException e) {
            LOG.warnf("nobody can tell how the normal path is: %s", e.getClass().getName());
            return Optional.empty();
        }
    }

    private static Optional<Reach.Place> mail(RealmModel realm) {
        Map<String, String> smtp = Objects.requireNonNullElse(realm.getSmtpConfig(), Map.of());
        String host = smtp.getOrDefault("host", "");
        String port = smtp.getOrDefault("port", "");
        return host.isBlank()
                ? Optional.empty()
                : Optional.of(new Reach.Place(host, port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : MAIL_PORT));
    }

    private List<Reach.Place> providers() {
        return session.identityProviders()
                .getAllStream()
                .filter(IdentityProviderModel::isEnabled)
                .limit(MOST_PROVIDERS)
                .flatMap(provider -> ADDRESSES.stream()
                        .map(name -> provider.getConfig().get(name))
                        .filter(Objects::nonNull)
                        .flatMap(address -> place(address).stream())
                        .limit(1))
                .distinct()
                .toList();
    }

    static Optional<Reach.Place> place(String address) {
        try {
            URI uri = URI.create(address);
            @Nullable String host = uri.getHost();
            int port = uri.getPort() > 0 ? uri.getPort() : "http".equals(uri.getScheme()) ? 80 : 443;
            return host == null ? Optional.empty() : Optional.of(new Reach.Place(host, port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
