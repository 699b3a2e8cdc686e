package health.keyward.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** AO-2: at level AAL2 nobody stays signed in for more than 1 h idle and 24 h whole, in the realm and in no client. */
final class SessionLimits implements Check {
    static final int IDLE_SECONDS = 3600;
    static final int WHOLE_SECONDS = 86400;

    @Override
    public List<Finding> look(Installation installation) {
        return look(installation.realm(), installation.clients());
    }

    static List<Finding> look(JsonNode realm, JsonNode clients) {
        List<Finding> findings = new ArrayList<>();
        limit(findings, "Sessions", realm.path("ssoSessionIdleTimeout").asInt(), IDLE_SECONDS, "idle");
        limit(findings, "Sessions", realm.path("ssoSessionMaxLifespan").asInt(), WHOLE_SECONDS, "whole");
        if (realm.path("rememberMe").asBoolean()) {
            limit(
                    findings,
                    "Remembered sessions",
                    realm.path("ssoSessionIdleTimeoutRememberMe").asInt(),
                    IDLE_SECONDS,
                    "idle");
            limit(
                    findings,
                    "Remembered sessions",
                    realm.path("ssoSessionMaxLifespanRememberMe").asInt(),
                    WHOLE_SECONDS,
                    "whole");
        }
        limit(
                findings,
                "Offline sessions",
                realm.path("offlineSessionIdleTimeout").asInt(),
                IDLE_SECONDS,
                "idle");
        if (!realm.path("offlineSessionMaxLifespanEnabled").asBoolean()) {
            findings.add(new Finding.Wrong("Offline sessions have no end (AO-2)."));
        } else {
            limit(
                    findings,
                    "Offline sessions",
                    realm.path("offlineSessionMaxLifespan").asInt(),
                    WHOLE_SECONDS,
                    "whole");
        }
        for (JsonNode client : clients) {
            String who = "Sessions of client " + client.path("clientId").asText();
            JsonNode own = client.path("attributes");
            limit(findings, who, own.path("client.session.idle.timeout").asInt(), IDLE_SECONDS, "idle");
            limit(findings, who, own.path("client.session.max.lifespan").asInt(), WHOLE_SECONDS, "whole");
            limit(findings, who, own.path("client.offline.session.idle.timeout").asInt(), IDLE_SECONDS, "idle");
            limit(findings, who, own.path("client.offline.session.max.lifespan").asInt(), WHOLE_SECONDS, "whole");
            limit(
                    findings,
                    "Access tokens of client " + client.path("clientId").asText(),
                    own.path("access.token.lifespan").asInt(),
                    IDLE_SECONDS,
                    "whole");
        }
        limit(findings, "Access tokens", realm.path("accessTokenLifespan").asInt(), IDLE_SECONDS, "whole");
        return findings;
    }

    private static void limit(List<Finding> findings, String what, int seconds, int most, String kind) {
        if (seconds > most) {
            findings.add(new Finding.Wrong(
                    what + " last " + seconds + " s " + kind + "; at most " + most + " s are allowed (AO-2)."));
        }
    }
}
