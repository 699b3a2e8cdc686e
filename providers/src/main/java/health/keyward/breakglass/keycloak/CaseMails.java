package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.ReviewCase;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.AdminGate;
import health.keyward.keycloak.Doors;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.notice.Notices;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.keycloak.models.KeycloakSession;

/** What people are told of a review, by mail. No mail names a patient, a reason or a word that somebody said. */
final class CaseMails {
    private final KeycloakSession session;

    CaseMails(KeycloakSession session) {
        this.session = session;
    }

    void assigned(ReviewCase reviewed, UserId reviewer) {
        tell(reviewed, "case-assigned", reviewer.value(), new Audience.Person(reviewer));
    }

    void reminded(ReviewCase reviewed, String step, UserId reviewer) {
        tell(reviewed, "case-reminder", step, new Audience.Person(reviewer));
    }

    void overdue(ReviewCase reviewed, String step) {
        tell(reviewed, "case-overdue", step, new Audience.Holders(AdminGate.PRIVACY_OFFICER, null));
    }

    /** Nobody may review it; said once. */
    void nobody(ReviewCase reviewed) {
        tell(reviewed, "case-nobody", "", new Audience.Holders(AdminGate.PRIVACY_OFFICER, null));
    }

    void asked(ReviewCase reviewed, int number) {
        tell(
                reviewed,
                "case-question",
                Integer.toString(number),
                new Audience.Person(reviewed.requester()),
                Map.of("page", AskPages.at(session, "answer")));
    }

    void answered(ReviewCase reviewed, int number, UserId reviewer) {
        tell(reviewed, "case-answer", Integer.toString(number), new Audience.Person(reviewer));
    }

    private void tell(ReviewCase reviewed, String topic, String occasion, Audience audience) {
        tell(reviewed, topic, occasion, audience, Map.of());
    }

    private void tell(ReviewCase reviewed, String topic, String occasion, Audience audience, Map<String, String> more) {
        Map<String, String> facts = new TreeMap<>(more);
        facts.put("grant", reviewed.id());
        facts.put("due", reviewed.due().truncatedTo(ChronoUnit.MINUTES).toString());
        Doors.all(session, Notices.class).stream()
                .findFirst()
                .ifPresent(notices -> notices.tell(new Notice(
                        reviewed.realm(),
                        topic,
                        topic + ":" + reviewed.id() + ":" + Integer.toHexString(occasion.hashCode()),
                        audience,
                        facts)));
    }
}
