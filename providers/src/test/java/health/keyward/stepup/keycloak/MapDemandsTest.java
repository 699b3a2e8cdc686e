package health.keyward.stepup.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.Actor;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Demand;
import health.keyward.stepup.Need;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;

/** Whether a session has shown another factor than the one it was opened with, before an operation of the admin API goes on (SU-6). */
class MapDemandsTest {
    private static final Demand OTHER = new Demand("mfa", 2, null, true);

    private final long now = SignInProofs.CLOCK.instant().getEpochSecond();

    @Test
    void a_code_after_the_password_is_another_factor() {
        assertThat(shown(password(now), code(now), OTHER)).isTrue();
    }

    @Test
    void the_passkey_that_opened_the_session_is_not_however_fresh_it_is() {
        assertThat(shown(passkey("key-1", now - 60), OTHER)).isFalse();
        assertThat(shown(passkey("key-1", now - 60), passkey("key-1", now), OTHER))
                .isFalse();
        assertThat(shown(passkey("key-1", now - 60), passkey("key-2", now), OTHER))
                .isTrue();
    }

    @Test
    void another_factor_that_is_too_old_is_none() {
        Demand fresh = new Demand("mfa", 2, Duration.ofMinutes(5), true);
        assertThat(shown(password(now - 900), code(now - 900), fresh)).isFalse();
        assertThat(shown(password(now - 900), code(now - 30), fresh)).isTrue();
    }

    @Test
    void a_higher_level_is_not_met_by_a_code() {
        assertThat(shown(password(now), code(now), new Demand("phr", 3, null, true)))
                .isFalse();
    }

    @Test
    void a_session_that_is_gone_or_shows_nothing_has_shown_nothing() {
        assertThat(new MapDemands(keycloak(null), ask -> Need.PASSWORD).differently(call(), OTHER))
                .isFalse();
        assertThat(shown("", OTHER)).isFalse();
        assertThat(shown("no proof", OTHER)).isFalse();
    }

    private static String password(long at) {
        return "PASSWORD||||1|" + at + "|pwd";
    }

    private static String code(long at) {
        return "ONE_TIME_CODE|otp-1|||2|" + at + "|otp";
    }

    private static String passkey(String id, long at) {
        return "PASSKEY|" + id + "||v|3|" + at + "|pop user";
    }

    private static boolean shown(String first, String second, Demand wanted) {
        return shown(first + "\n" + second, wanted);
    }

    private static boolean shown(String proofs, Demand wanted) {
        UserSessionModel session = answering(UserSessionModel.class, Map.of("getNote", proofs));
        return new MapDemands(keycloak(session), ask -> Need.PASSWORD).differently(call(), wanted);
    }

    private static KeycloakSession keycloak(@Nullable UserSessionModel session) {
        Map<String, Object> sessions = session == null ? Map.of() : Map.of("getUserSession", session);
        return answering(KeycloakSession.class, Map.of("sessions", answering(UserSessionProvider.class, sessions)));
    }

    /** Gives each method the answer of its name, and none where there is none. */
    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                MapDemandsTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    @SuppressWarnings("NullAway")
    private static AdminCall call() {
        return new AdminCall(
                null,
                null,
                null,
                Set.of(),
                Actor.NOBODY,
                "mfa",
                Instant.EPOCH,
                (r, a, w, q) -> () -> {},
                (c, o, l) -> {});
    }
}
