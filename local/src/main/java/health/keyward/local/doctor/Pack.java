package health.keyward.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.apply.AdminRefusal;
import health.keyward.local.apply.HttpRealmApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Is the pack in the server, in a version of Keycloak that it was built for, and does its ledger keep up? */
final class Pack implements Check {
    private static final String BUILT_FOR = "26.7.";
    private static final int MANY_WAITING = 10_000;
    private static final List<String> AUTHENTICATORS =
            List.of("keyward-passkey-proof", "keyward-otp", "keyward-recovery-code");

    @Override
    public List<Finding> look(Installation installation) {
        List<Finding> findings = new ArrayList<>();
        String version =
                installation.serverInfo().path("systemInfo").path("version").asText();
        if (version.isEmpty()) {
            findings.add(new Finding.Note("The caller may not see the version of Keycloak."));
        } else if (!version.startsWith(BUILT_FOR)) {
            findings.add(
                    new Finding.Wrong("This is Keycloak " + version + "; the pack is built for " + BUILT_FOR + "x."));
        }
        JsonNode there = installation
                .serverInfo()
                .path("providers")
                .path("authenticator")
                .path("providers");
        for (String authenticator : AUTHENTICATORS) {
            if (!there.has(authenticator)) {
                findings.add(new Finding.Wrong("The server does not know " + authenticator
                        + ": the pack is missing, or 'kc.sh build' did not run after it was put in."));
            }
        }
        findings.addAll(ledger(installation));
        return findings;
    }

    private static List<Finding> ledger(Installation installation) {
        try {
            Optional<JsonNode> health = installation
                    .api()
                    .find("/realms/" + HttpRealmApi.encoded(installation.name()) + "/keyward/v1/audit/health");
            if (health.isEmpty()) {
                return List.of(new Finding.Wrong("Keyward's admin API does not answer: nothing is recorded."));
            }
            long waiting = health.get().path("waiting").asLong();
            return waiting > MANY_WAITING
                    ? List.of(new Finding.Wrong(waiting + " events wait for the ledger: no node takes them in."))
                    : List.of();
        } catch (AdminRefusal refused) {
            return refused.status() == 401 || refused.status() == 403
                    ? List.of(
                            new Finding.Note(
                                    "The ledger is there; how it is doing is told to system administrators with a second factor only."))
                    : List.of(new Finding.Wrong("Keyward's admin API is not well: " + refused.getMessage()));
        }
    }
}
