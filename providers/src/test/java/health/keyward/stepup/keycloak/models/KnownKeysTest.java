package health.keyward.stepup.keycloak.models;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.Level;
import health.keyward.stepup.core.ModelStanding;
import health.keyward.stepup.core.Models;
import health.keyward.stepup.core.Models.Known;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a node remembers of keys, for the page that offers them. */
class KnownKeysTest {
    private static final RealmId REALM = new RealmId("hospital");
    private static final UUID MODEL = UUID.fromString("ee882879-721c-4913-9775-3dfcce97072a");
    private static final Known FINGERPRINT = new Known(
            new ModelStanding.Usable(Level.HARDWARE_BOUND, Optional.of(ModelStanding.Biometric.FINGERPRINT), true),
            true);
    private static final Known REVOKED = new Known(new ModelStanding.Refused("REVOKED", null), true);

    private Object metadata = new Object();
    private final KnownKeys keys = new KnownKeys(() -> Optional.of(metadata), 2);
    private Known now = FINGERPRINT;
    private int asked;
    private final Models models = (realm, credential, model) -> {
        asked++;
        return now;
    };

    @Test
    void a_page_offers_what_was_known_and_an_answer_is_judged_by_what_is_known_then() {
        offered("key");
        now = REVOKED;
        assertThat(offered("key")).isEqualTo(FINGERPRINT);
        assertThat(asked).isEqualTo(1);
        assertThat(keys.asking(models).of(REALM, "key", MODEL)).isEqualTo(REVOKED);
        assertThat(offered("key")).isEqualTo(REVOKED);
    }

    @Test
    void that_a_key_is_refused_is_not_remembered() {
        now = REVOKED;
        offered("key");
        now = FINGERPRINT;
        assertThat(offered("key")).isEqualTo(FINGERPRINT);
    }

    @Test
    void a_decision_or_other_metadata_are_seen_by_the_next_page() {
        offered("key");
        now = REVOKED;
        keys.forget();
        assertThat(offered("key")).isEqualTo(REVOKED);
        now = FINGERPRINT;
        offered("key");
        now = REVOKED;
        metadata = new Object();
        assertThat(offered("key")).isEqualTo(REVOKED);
    }

    @Test
    void what_is_known_is_known_of_one_key_one_model_and_one_realm() {
        offered("key");
        now = REVOKED;
        assertThat(keys.offering(models).of(REALM, "other", MODEL)).isEqualTo(REVOKED);
        assertThat(keys.offering(models).of(REALM, "key", new UUID(0, 1))).isEqualTo(REVOKED);
        assertThat(keys.offering(models).of(new RealmId("clinic"), "key", MODEL))
                .isEqualTo(REVOKED);
    }

    @Test
    void the_key_that_was_asked_about_longest_ago_is_forgotten_first() {
        offered("first");
        offered("second");
        offered("first");
        offered("third");
        now = REVOKED;
        assertThat(offered("first")).isEqualTo(FINGERPRINT);
        assertThat(offered("second")).isEqualTo(REVOKED);
    }

    private Known offered(String credential) {
        return keys.offering(models).of(REALM, credential, MODEL);
    }
}
