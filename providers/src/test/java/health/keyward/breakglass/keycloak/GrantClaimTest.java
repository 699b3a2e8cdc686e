package health.keyward.breakglass.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.GrantRules;
import health.keyward.breakglass.core.GrantRulesTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;

/** What apps are told of emergency access (BG-8). */
class GrantClaimTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Grant GRANT = GrantRules.grant(
            GrantRulesTest.request("p-7", "ward-board", "ETREAT", 60, null, false, false, null, false),
            "0f".repeat(16),
            NOON);

    @Test
    void the_purpose_stands_where_ihe_iua_wants_it_and_what_others_put_there_stays() {
        IDToken token = new AccessToken();
        token.setOtherClaims("extensions", Map.of("ihe_iua", Map.of("subject_name", "Ada"), "ihe_bppc", Map.of()));

        GrantClaim.write(token, GRANT);

        assertThat(token.getOtherClaims().get("extensions"))
                .isEqualTo(Map.of(
                        "ihe_bppc",
                        Map.of(),
                        "ihe_iua",
                        Map.of(
                                "subject_name",
                                "Ada",
                                "purpose_of_use",
                                List.of(Map.of("system", "urn:oid:2.16.840.1.113883.5.8", "code", "ETREAT")))));
        assertThat(token.getOtherClaims().get("break_glass"))
                .isEqualTo(Map.of(
                        "grant_id",
                        GRANT.id(),
                        "reason_code",
                        "EMERGENCY_TREATMENT",
                        "patient",
                        "p-7",
                        "exp",
                        GRANT.until().getEpochSecond()));
    }

    @Test
    void an_id_token_ends_with_the_grant_and_one_that_ends_before_stays() {
        IDToken longer = new IDToken();
        longer.exp(GRANT.until().getEpochSecond() + 600);
        GrantClaim.write(longer, GRANT);
        assertThat(longer.getExp()).isEqualTo(GRANT.until().getEpochSecond());

        IDToken shorter = new IDToken();
        shorter.exp(GRANT.until().getEpochSecond() - 600);
        GrantClaim.write(shorter, GRANT);
        assertThat(shorter.getExp()).isEqualTo(GRANT.until().getEpochSecond() - 600);
    }
}
