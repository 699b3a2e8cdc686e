package health.keyward.stepup.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.Level;
import health.keyward.stepup.core.ModelStanding;
import health.keyward.stepup.core.Models;
import health.keyward.stepup.core.Models.Known;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What a page knew of a key, for the answer to it. */
class NotedModelsTest {
    private static final Instant AT = Instant.parse("2026-11-30T12:00:00Z");
    private static final RealmId REALM = new RealmId("hospital");
    private static final UUID MODEL = UUID.fromString("ee882879-721c-4913-9775-3dfcce97072a");
    private static final Known FINGERPRINT = new Known(
            new ModelStanding.Usable(Level.HARDWARE_BOUND, Optional.of(ModelStanding.Biometric.FINGERPRINT), true),
            true);
    private static final Known REVOKED = new Known(new ModelStanding.Refused("REVOKED", null), true);

    private final Map<String, String> notes = new HashMap<>();
    private final AuthenticationSessionModel signIn = signIn();
    private Known now = FINGERPRINT;
    private int asked;
    private final Models models = (realm, credential, model) -> {
        asked++;
        return now;
    };

    @Test
    void an_answer_within_a_minute_is_judged_by_what_the_page_knew() {
        at(AT).noting().of(REALM, "key", MODEL);
        now = REVOKED;
        assertThat(at(AT.plus(NotedModels.TRUSTED)).of(REALM, "key", MODEL)).isEqualTo(FINGERPRINT);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void a_later_answer_is_judged_by_what_is_known_then() {
        at(AT).noting().of(REALM, "key", MODEL);
        now = REVOKED;
        assertThat(at(AT.plus(NotedModels.TRUSTED).plusSeconds(1)).of(REALM, "key", MODEL))
                .isEqualTo(REVOKED);
    }

    @Test
    void a_page_that_is_made_again_asks_anew() {
        at(AT).noting().of(REALM, "key", MODEL);
        now = REVOKED;
        assertThat(at(AT.plusSeconds(5)).noting().of(REALM, "key", MODEL)).isEqualTo(REVOKED);
        assertThat(at(AT.plusSeconds(6)).of(REALM, "key", MODEL)).isEqualTo(REVOKED);
    }

    @Test
    void that_a_key_is_refused_is_not_noted() {
        now = REVOKED;
        at(AT).noting().of(REALM, "key", MODEL);
        now = FINGERPRINT;
        assertThat(at(AT.plusSeconds(1)).of(REALM, "key", MODEL)).isEqualTo(FINGERPRINT);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void a_note_is_good_for_its_key_and_model_alone_and_not_for_a_clock_that_went_back() {
        at(AT).noting().of(REALM, "key", MODEL);
        now = REVOKED;
        assertThat(at(AT).of(REALM, "other", MODEL)).isEqualTo(REVOKED);
        assertThat(at(AT).of(REALM, "key", new UUID(0, 1))).isEqualTo(REVOKED);
        assertThat(at(AT.minus(Duration.ofSeconds(1))).of(REALM, "key", MODEL)).isEqualTo(REVOKED);
    }

    @Test
    void what_is_known_of_a_key_without_a_proven_model_reads_the_same() {
        now = new Known(new ModelStanding.Usable(Level.PHISHING_RESISTANT, Optional.empty(), false), false);
        at(AT).noting().of(REALM, "key", MODEL);
        assertThat(at(AT).of(REALM, "key", MODEL)).isEqualTo(now);
        assertThat(asked).isEqualTo(1);
    }

    private NotedModels at(Instant time) {
        return new NotedModels(models, signIn, Clock.fixed(time, ZoneOffset.UTC));
    }

    private AuthenticationSessionModel signIn() {
        return (AuthenticationSessionModel) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AuthenticationSessionModel.class},
                (proxy, method, values) -> switch (method.getName()) {
                    case "getAuthNote" -> notes.get((String) values[0]);
                    case "setAuthNote" -> notes.put((String) values[0], (String) values[1]);
                    case "removeAuthNote" -> notes.remove((String) values[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
