package health.keyward.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** SD-2, LH-2 and the sign-in of one realm. */
final class RealmRules implements Check {
    @Override
    public List<Finding> look(Installation installation) {
        return look(installation.realm(), installation.onThisMachine());
    }

    static List<Finding> look(JsonNode realm, boolean onThisMachine) {
        List<Finding> findings = new ArrayList<>();
        String ssl = realm.path("sslRequired").asText();
        if (!ssl.equals("all") && !(onThisMachine && ssl.equals("external"))) {
            findings.add(
                    new Finding.Wrong("The realm answers without TLS (sslRequired is " + ssl + ", not all) (SD-2)."));
        }
        if (realm.path("eventsEnabled").asBoolean()
                || realm.path("adminEventsEnabled").asBoolean()) {
            findings.add(new Finding.Wrong(
                    "Keycloak saves events beside the ledger, where Keyward does not decide who reads them"
                            + " (LH-2); 'keyward apply --own-events' switches it off."));
        }
        if (!realm.path("browserFlow").asText().equals("keyward-browser")) {
            findings.add(new Finding.Wrong(
                    "People sign in by the flow '" + realm.path("browserFlow").asText()
                            + "', not by keyward-browser; 'keyward apply --admin NAME' binds it."));
        }
        if (realm.path("registrationAllowed").asBoolean()) {
            findings.add(new Finding.Wrong("Anybody may register."));
        }
        if (realm.path("editUsernameAllowed").asBoolean()) {
            findings.add(new Finding.Wrong("People may change their user name (SD-4)."));
        }
        if (realm.path("resetPasswordAllowed").asBoolean()) {
            findings.add(new Finding.Note("A mail is enough to set a new password (reset password is on)."));
        }
        return findings;
    }
}
