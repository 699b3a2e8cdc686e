package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.contract.history.EventKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No session or token may be set to outlive its class (AO-2). */
class SessionLimitsTest {
    @ParameterizedTest
    @CsvSource({
        "ssoSessionIdleTimeout, 3601",
        "ssoSessionMaxLifespan, 86401",
        "accessTokenLifespan, 3601",
        "offlineSessionMaxLifespan, 86401"
    })
    void the_realm_refuses_what_outlives_the_class(String setting, int seconds) {
        JsonNode before = Staff.boss().get("hospital");
        assertThat(Staff.boss().ask("PUT", "hospital", Map.of(setting, seconds)).statusCode())
                .isEqualTo(403);
        assertThat(Staff.boss().get("hospital")).isEqualTo(before);
        History.eventually("kind=REFUSED", r -> r.kind() == EventKind.REFUSED);
    }

    @Test
    void an_app_refuses_it_too() {
        Tokens.Client app = Staff.app("lim-app", Map.of());
        String path = "hospital/clients/" + Staff.clientUuid(Staff.boss(), app.id());
        ObjectNode client = (ObjectNode) Staff.boss().get(path);
        ((ObjectNode) client.path("attributes")).put("access.token.lifespan", "7200");
        assertThat(Staff.boss().ask("PUT", path, client).statusCode()).isEqualTo(403);
        assertThat(Staff.boss().get(path).path("attributes").has("access.token.lifespan"))
                .isFalse();
    }
}
